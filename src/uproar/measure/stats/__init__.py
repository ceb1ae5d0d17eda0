"""Statistics that several measures share: intervals, shares, groups, the scan statistic.

No module here knows a corpus or a finding: each is arithmetic on numbers and arrays.
"""
