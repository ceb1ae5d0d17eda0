"""Statistics that several measures share: intervals, shares, components, the scan statistic."""
