"""Question sets, metrics, scorecards, baselines, benchmarks."""
