"""Date expressions, a module per language or family of languages."""
