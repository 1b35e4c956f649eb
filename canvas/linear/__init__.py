"""The linear front end: edits a canvas by questions and answers, for screen readers and pipes."""
