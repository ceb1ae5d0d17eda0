"""Reads single values of a record: JSON, times, author ids, HTML text.

What cannot be read is None ("the platform did not say"); `rejects` says why a whole record is not
taken.
"""
