"""Canvases on disk: read to the letter, written so that nothing is lost."""
