"""Slots of a sentence and what fills them: numbers and quotations are written here only."""
