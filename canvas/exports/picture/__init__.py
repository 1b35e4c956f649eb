"""The board as a picture, drawn from the canvas at a chosen size."""
