"""What a canvas is. Needs nothing but the standard library, and does no input or output."""
