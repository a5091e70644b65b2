"""Perbandingan: two to six kecamatan side by side."""

from pages.parts import comparison, filters, finder

choice = filters.current()
codes = finder.several("perbandingan", choice)
if len(codes) > 1:
    comparison.draw(codes, choice)
