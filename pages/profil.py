"""Profil Kecamatan: all that is known about one kecamatan, fit for printing."""

from pages.parts import filters, finder, profile

choice = filters.current()
code = finder.one("profil", choice)
if code:
    profile.draw(code, choice)
