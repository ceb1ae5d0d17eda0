### Hashtags pushed together.

pushes-left-out = Posts that came together with the same uncommon hashtags ({ $n }) are not counted among the original posts.
