### In which languages people spoke.

languages-unknown = The language of { $n } is not known.
