### Hashtags pushed together.

pushes-left-out = Posts that pushed the same uncommon hashtags together, { $n }, are not counted.
