### Posts that are spam.

spam-left-out = Spam, { $n }, is not counted.
