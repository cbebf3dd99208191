"""How the dataset comes in: read the packages, check them, build a release, publish it."""
