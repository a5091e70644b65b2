"""How the tables of the store came to be, a step for each version."""
