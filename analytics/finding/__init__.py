"""Whatever has a page of its own, or a page that tells of it, found by name."""
