"""Where success lies."""
