"""Weights that ship with uproar, each with a card in docs/models, and the one way to read them."""
