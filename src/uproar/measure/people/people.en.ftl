### Whom posts name.

people-proposed = Posts also often use names that the description of the event does not list: { $n } of them.
