"""The parts of Profil Kecamatan."""
