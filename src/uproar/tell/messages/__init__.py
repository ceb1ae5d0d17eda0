"""The words of stories and reports: Fluent files per language, and the word lists of the check."""
