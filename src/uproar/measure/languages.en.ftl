### In which languages people spoke.

languages-unknown = The language of { $n } could not be told.
languages-weak = { $n } are in languages whose meaning is read poorly; subjects and feelings are unsure there.
