"""Whatever is done and whatever goes wrong: nothing that was on the screen is lost, nothing said is a lie."""
