"""`desk.db`, a SQLite file: a class per group of tables, each with the nouns that it holds.

`database.Database` is the connection; `codec` writes nouns as JSON. Use them through `store.Desk`.
"""
