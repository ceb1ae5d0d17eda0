### In which languages people spoke.

languages-unknown = The language of { $n } could not be told.
