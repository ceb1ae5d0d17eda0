"""Date expressions, a module per language or family of languages.

A grammar is a list of rules, each a pattern and what it reads, and a function that tells tense.
"""
