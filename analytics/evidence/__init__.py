"""What is claimed, by whom, and what is missing."""
