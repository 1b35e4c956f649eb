"""Terminal input, suspending and shutting down; see README.md for what of Textual each works around."""
