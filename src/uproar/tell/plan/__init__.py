"""The plan of a story: which points are told, in which order, with which quotes and articles."""
