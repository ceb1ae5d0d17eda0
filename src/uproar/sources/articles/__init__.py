"""The archive of earlier coverage: articles as JSON, HTML and feeds, cut into sentences."""
