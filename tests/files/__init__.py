"""Canvases on disk."""
