"""Perbandingan: two to six kecamatan side by side."""

from pages.parts.perbandingan import sections
from pages.parts.shared import filters, finder

choice = filters.current()
codes = finder.several("perbandingan", choice)
if len(codes) > 1:
    sections.draw(codes, choice)
