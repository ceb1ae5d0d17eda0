### How many people spoke.

voices-busiest = The busiest tenth of the accounts wrote { $part } of the original posts.
