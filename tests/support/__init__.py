"""What several tests share: made events, crowds and evidence. No test stands here."""
