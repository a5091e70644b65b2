"""Profil Kecamatan: all that is known about one kecamatan, fit for printing."""

from pages.parts.profil import sections
from pages.parts.shared import filters, finder

choice = filters.current()
code = finder.one("profil", choice)
if code:
    sections.draw(code, choice)
