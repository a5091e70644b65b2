"""One kabupaten or kota over the years."""
