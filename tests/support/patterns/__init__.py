"""Proves of every pattern that uproar compiles that a search takes time linear in the text.

`compiled` lists the patterns, `automaton` reads one as positions that follow one another, and
`ambiguity` looks for a word that two paths through them can both read, again and again.
"""
