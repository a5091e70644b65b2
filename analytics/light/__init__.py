"""Halaman ringan: what a place, an edition or an innovation is, as plain pages for those who look
something up, with the same as data beside each; an address in, bytes out.
"""
