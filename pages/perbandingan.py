"""Perbandingan: two to four kabupaten/kota, or two to six kecamatan, side by side."""

from pages.parts.perbandingan import choosing, kabkota, kecamatan
from pages.parts.shared import filters

choice = filters.current()
chosen = choosing.chosen(choice)
if len(chosen.codes) > 1:
    of_kind = kabkota if chosen.kind is choosing.KABKOTA else kecamatan
    of_kind.draw(chosen.codes, choice)
    choosing.proposals(chosen, choice)
