"""Who stands where in an edition, and over the years."""
