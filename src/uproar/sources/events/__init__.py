"""What people react to: the event's file, its footage and captions."""
