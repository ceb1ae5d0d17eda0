"""One file per platform or format: what its records look like, and how one becomes a post."""
