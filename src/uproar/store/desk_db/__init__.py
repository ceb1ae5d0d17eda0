"""`desk.db`: events, runs, findings, stories, decisions, coverage, on SQLite."""
