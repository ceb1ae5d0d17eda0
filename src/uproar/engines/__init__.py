"""Where the SQL runs: DuckDB in this process, or Spark on more machines."""
