"""One kecamatan, and several side by side."""
