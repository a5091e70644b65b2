"""What the filters of Inovasi are called, in an address and on the screen, and what each offers:
words, and the value that they stand for.
"""

from collections.abc import Mapping

from analytics.core import indicators, text
from analytics.core.cache import cached
from analytics.core.indicators import Names
from analytics.core.rows import Rows, each
from analytics.innovation import sentences, tables
from analytics.innovation.copying import Sought
from analytics.innovation.questions import By, Wanted
from analytics.innovation.rows import Option

Value = str | int
Offered = dict[str, dict[str, Value]]  # by filter: words and their value
ALL = "Semua"
SEARCH, RULES = "inovasi_cari", "inovasi_aturan"
LABELS = {
    "context": "Konteks", "indicator": "Indikator", "basis": "Dasar indikator", "sector": "Bidang",
    "year": "Tahun pertama",
    "kabkota": "Kabupaten/kota", "success": "Capaian kecamatan", "actor": "Pelaku",
    "digital": "Digital",
}  # fmt: skip
KEYS = {
    "context": "inovasi_konteks", "indicator": "inovasi_indikator", "basis": "inovasi_dasar",
    "sector": "inovasi_bidang",
    "year": "inovasi_tahun", "kabkota": "inovasi_wilayah", "success": "inovasi_capaian",
    "actor": "inovasi_pelaku",
    "digital": "inovasi_digital",
}  # fmt: skip
WORTHY_LABELS = {"kind": "Alasan", "indicator": "Indikator", "sector": "Bidang"}
WORTHY_KEYS = {
    "kind": "inovasi_alasan", "indicator": "inovasi_indikator", "sector": "inovasi_bidang",
}  # fmt: skip


@cached
def catalogue(held: Rows[Option], names: Names) -> Offered:
    """What each filter of Katalog offers. `held` is innovation.questions.choices."""

    def of(by: By) -> dict[str, Value]:
        mine = held[held["property"] == by]
        named = [
            row.label if by == "kabkota" and row.value else tables.value(by, row.label)
            for row in each(mine)
        ]
        values = [int(value) if by == "year" else value for value in mine["value"]]
        return dict(zip(named, values, strict=True))

    return {
        "context": {words: key for key, words in text.CONTEXTS.items()},
        "indicator": {indicators.named(number, names): number for number in (*names, 0)},
        "basis": {words.capitalize(): key for key, words in text.INDICATOR_BASES.items()},
        "sector": of("sector"),
        "year": of("year"),
        "kabkota": of("kabkota"),
        "success": {words: key for key, words in text.SUCCESSES.items()},
        "actor": of("actor"),
        "digital": {words: key for key, words in text.DIGITAL.items()},
    }


def wanted(values: Mapping[str, Value | None], *, proposed: bool) -> Wanted:
    """What the filters of Katalog ask for, by their values; None: all."""

    def said(name: str) -> str | None:
        return None if values[name] is None else str(values[name])

    def counted(name: str) -> int | None:
        value = values[name]
        return None if value is None else int(value)

    return Wanted(
        context=said("context"),
        indicator=counted("indicator"),
        basis=said("basis"),
        sector=said("sector"),
        year=counted("year"),
        kabkota=said("kabkota"),
        success=said("success"),
        digital=said("digital"),
        actor=said("actor"),
        proposed=proposed,
    )


@cached
def worthy(held: Rows[Option], names: Names) -> Offered:
    """What each filter of Layak ditiru offers. `held` is innovation.questions.choices."""
    sectors = [row.value for row in each(held) if row.property == "sector"]
    return {
        "kind": {words: kind for kind, words in sentences.KINDS.items()},
        "indicator": {indicators.named(number, names): number for number in (*names, 0)},
        "sector": {tables.value("sector", one): one for one in sectors},
    }


def sought(region: str, values: Mapping[str, Value | None]) -> Sought:
    """What the filters of Layak ditiru ask for, for a region ("": for all)."""
    kind, number, sector = (values[name] for name in WORTHY_KEYS)
    return Sought(
        region or None,
        None if kind is None else str(kind),
        None if number is None else int(number),
        None if sector is None else str(sector),
    )
