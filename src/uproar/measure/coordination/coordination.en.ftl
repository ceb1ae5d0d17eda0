### Sets of near-identical posts.

coordination-left-out = Near-identical posts, { $n } in { $groups }, are not counted.
coordination-calls = Near-identical posts asked for votes or for streams ({ $n }).
