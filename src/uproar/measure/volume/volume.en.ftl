### How much was posted.

volume-silent = The usual is known without { $n }, where nothing was found before.
