"""Where the SQL of the measures runs: DuckDB in this process, or Spark on more machines.

`LocalCorpus` is the default; `spark.SparkCorpus` needs the extra `spark`. Both give the same rows.
"""

from uproar.engines.local import LocalCorpus

__all__ = ["LocalCorpus"]
