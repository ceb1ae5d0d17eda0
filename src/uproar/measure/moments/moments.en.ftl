### Which lines of the footage people point to.

moments-top = The line quoted most was { $first } ({ $n_first }).
moments-tied = { $first } ({ $n_first }) and { $second } ({ $n_second }) were quoted about equally.
