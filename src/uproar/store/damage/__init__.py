"""Damaged files in words: which one, which entry of a log, what is whole all the same."""
