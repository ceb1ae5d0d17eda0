### Posts that repeat another post.

copies-counted-once = Reposts and posts in the same words ({ $n }) are counted once.
