### Posts that are spam.

spam-left-out = Spam ({ $n }) is left out of the shares.
