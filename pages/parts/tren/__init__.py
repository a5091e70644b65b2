"""The parts of Tren."""
