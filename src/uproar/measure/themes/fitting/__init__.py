"""How themes are found on a sample, kept between runs, and applied to every text."""
