### Sets of near-identical posts.

coordination-left-out = Near-identical posts ({ $n } in { $groups }) are not counted among the original posts.
coordination-calls = Fans asked others, in near-identical words, to vote or to stream ({ $n }).
