"""What the actions of the table do, by their group: one a file, each a part of the board's screen."""
