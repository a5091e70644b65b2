"""The parts of Impor."""
