"""How good: `python -m benchmarks NAME --data DIR` prints one JSON line. Never run by the tests."""
