### How much was posted.

volume-silent = The usual level leaves out { $n }, where a search found nothing before the event.
volume-vague = The hour is not known for { $part } of the posts, so no figure of an hour includes them.
volume-vague-all = The hour is not known for any of the posts, so no busiest hour is given.
