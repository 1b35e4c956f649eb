"""What people read of a canvas, read by machines first."""
