"""The model: pure values and functions."""
