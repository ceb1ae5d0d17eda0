### Which lines of the footage people point to.

moments-top = The line quoted most was { $first } ({ $n_first }).
moments-tied = Two lines were quoted about equally: { $first } ({ $n_first }) and { $second } ({ $n_second }).
