"""What partners send back, and agreements that were never a canvas: readers, and what they propose."""
