"""The parts of Papan Peringkat."""
