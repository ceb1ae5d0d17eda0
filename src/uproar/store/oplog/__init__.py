"""Posts as an op-log: operations in Parquet files, listed by a Delta table's log.

`store.posts.PostStore` is the way in. `intake` says what of a batch is new, `live_posts` reads a
pin, `compaction` rewrites the files without what was deleted, `ledger` and `index` know what is
there.
"""
