"""A canvas as slides for the room in which the partners sit: lines that fit a screen."""
