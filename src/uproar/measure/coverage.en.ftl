### What was gathered, and what was not.

coverage-missing = The platforms did not give { $n } of the records that they counted.
coverage-rejected = Of the records, { $n } could not be read.
