"""What git knows of a canvas, asked of the real git."""
