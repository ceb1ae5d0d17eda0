### How much was posted.

volume-silent = The usual level leaves out { $n }, where a search found nothing before the event.
volume-vague = The hour is not known for { $part } of the posts, so no figure of an hour includes them.
volume-vague-all = The hour is not known for any of the posts, so no busiest hour is given.
volume-capped = The collection of posts was cut off at the same number again and again, so at its height the reaction is not counted in full.
volume-polled = Some posts carry the time at which they were collected, not that at which they were written.
