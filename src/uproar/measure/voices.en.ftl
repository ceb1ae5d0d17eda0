### How many people spoke.

voices-busiest = The busiest { $accounts } wrote { $part } of the posts.
