### Posts that repeat another post.

copies-left-out = Reposts and copies of a post, { $n }, are not counted.
