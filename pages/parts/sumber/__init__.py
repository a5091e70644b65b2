"""The parts of Sumber & Mutu Data."""
