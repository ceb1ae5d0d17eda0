### Sets of near-identical posts.

coordination-left-out = Near-identical posts, { $n } in { $groups }, are not counted.
