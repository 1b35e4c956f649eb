"""What the program asks of the desktop around it: the browser, the clipboard, an editor."""
