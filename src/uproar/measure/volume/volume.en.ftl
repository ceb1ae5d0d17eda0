### How much was posted.

volume-silent = The usual level leaves out { $n }, where a search found nothing before the event.
