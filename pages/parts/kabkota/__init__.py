"""The parts of Kabupaten/Kota."""
