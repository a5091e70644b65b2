"""Indicators: the sets of editions, what is claimed of them, the codebook."""
