"""The recovery journal under test."""
