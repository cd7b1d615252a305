"""`make bench`: how fast it is, as a ratio to a floor measured in the same run."""
