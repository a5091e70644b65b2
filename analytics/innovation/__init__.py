"""Innovations: how they spread, the catalogue, one of them."""
