"""Timings, as ratios measured side by side in one run: `make bench`. They decide nothing in a test."""
