"""The parts of Peta."""
