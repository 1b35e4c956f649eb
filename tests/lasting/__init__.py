"""Stateful property test: in any order of edits and failures, no word is lost and no message wrong."""
