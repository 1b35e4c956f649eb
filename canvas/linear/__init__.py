"""Edits a canvas by plain questions and answers, one line after the other: nothing is drawn, or redrawn."""
