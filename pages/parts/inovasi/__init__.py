"""The parts of Inovasi."""
