### Sets of near-identical posts.

coordination-left-out = Sets of near-identical posts ({ $groups }, together { $n }) are left out of the shares.
