"""Values of a record as columns take them: times, ids, text, and why a record is refused."""
