"""The parts of Perbandingan."""
