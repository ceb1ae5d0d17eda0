### Hashtags pushed together.

pushes-left-out = { $n } posts that pushed the same rare hashtags within an hour are left out of the shares.
