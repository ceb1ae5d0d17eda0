"""Reads the archive of earlier coverage: articles as JSON, HTML and feeds, cut into sentences.

`archive.load_archive` reads a folder; a file per format says where headline, date and body stand.
"""
