"""What a story may speak from: findings, posts, cues, articles, gathered by the pipeline."""
