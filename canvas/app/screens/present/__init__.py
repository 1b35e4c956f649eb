"""The presentation: one panel a slide."""
