"""What is told of a theme: keywords, quotes, stance, trend."""
