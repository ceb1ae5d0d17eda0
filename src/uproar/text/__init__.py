"""What a text is, whatever the stage: its normal form, tokens, scripts and near-duplicates.

Every stage may import from here; nothing here knows a platform, a post or an event."""
