"""Weights that ship with uproar, each with a card in docs/models, and the one way to read them.

`load` checks and maps the files; `letters` and `spam` are models with code of their own. They are
imported by name, so that finding the annotators reads no weights.
"""
