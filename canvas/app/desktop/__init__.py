"""Access to the desktop: browser, clipboard, external editor."""
