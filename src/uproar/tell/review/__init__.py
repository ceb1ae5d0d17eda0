"""What an editor does to a draft, what became of a story since, and what may be quoted."""
