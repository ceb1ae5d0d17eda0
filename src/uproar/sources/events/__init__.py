"""Reads what people react to: event.toml, the footage's folder, and captions.

`event_file.load_event` reads all of it.
"""
