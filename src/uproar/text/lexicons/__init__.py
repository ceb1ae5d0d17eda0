"""Word lists, each with where its words come from. No other package holds one."""
