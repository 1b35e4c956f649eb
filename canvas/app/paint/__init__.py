"""How painted lines look and what may be in them: themes, styles, and the filters every line passes."""
