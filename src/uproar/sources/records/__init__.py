"""Files as records: opened within limits, cut into records, and turned into columns."""
