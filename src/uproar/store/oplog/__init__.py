"""Posts as a log of operations: added under one lock, read at a pin, compacted, never lost."""
