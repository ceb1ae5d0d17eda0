### What people talk about.

themes-largest = { $quote } Posts like it were { $share } of the original posts.
themes-critical = A critical voice: { $quote } Such posts were { $share } of the original posts.
