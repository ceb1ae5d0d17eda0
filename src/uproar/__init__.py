"""uproar: from the public's posts about an event to a reaction story that opens to its evidence."""

__version__ = "0.1.0"
