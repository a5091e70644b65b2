"""The parts of Penilaian."""
