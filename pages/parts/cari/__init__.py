"""The parts of Cari."""
