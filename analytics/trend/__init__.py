"""How a contest changed over its editions."""
