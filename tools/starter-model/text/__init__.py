"""Captions and their tokens."""
