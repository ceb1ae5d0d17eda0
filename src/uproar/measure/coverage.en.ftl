### What was gathered, and what was not.

coverage-missing = Of the records that the platforms counted, { $n } were not delivered.
coverage-rejected = Of the records received, { $n } could not be read.
