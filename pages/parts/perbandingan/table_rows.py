"""A comparison as rows of the table component."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, Table, apart, each
from analytics.kabkota.rows import Beside, Sent
from analytics.place import tables as place_tables
from analytics.place.rows import Summary
from pages.parts.shared.filters import Choice
from pages.parts.shared.links import Cells, kabkota, kecamatan
from pages.parts.shared.table import Cell


@cached
def counts(rows: Table) -> Cells:
    """A table of counts, its first column in words."""
    return [
        {str(name): str(value) for name, value in row.items()} for row in rows.to_dict("records")
    ]


# Why nobody is named in a narrow cell; the page explains them below the table
ABSENCES = {"outside": "bukan finalis", "unknown": text.UNKNOWN, "none": "tanpa edisi"}


@cached
def comparison(rows: Rows[Summary], choice: Choice) -> Cells:
    """comparison.summary with ways to the profiles."""
    return [
        {
            "kecamatan": kecamatan(row.kecamatan, row.code, choice),
            "kabkota": kabkota(row.kabkota, row.code[:4], choice),
            "best": {
                "text": text.place(row.best_low, row.best_high),
                "tone": text.tone(row.best_low, row.best_high),
                "note": (
                    str(row.best_year)
                    if text.is_known(row.best_year)
                    else "tidak ada peringkat tercatat"
                ),
            },
            "finals": str(row.finals),
            "furthest": text.stage(row.furthest),
            "titles": ", ".join(place_tables.titles(row.titles)),
            "innovations": str(row.innovations),
        }
        for row in each(rows)
    ]


@cached
def beside(rows: Rows[Beside], choice: Choice) -> Cells:
    """Rows of kabkota.questions.beside turned: a row for each figure, a column for each kabkota,
    under its code. What the province's contest cannot tell, for it has no edition on record, is a
    dash and no zero; the highest of what was achieved in one contest stands out.
    """
    told = {row.code: _told(row, choice) for row in each(rows)}
    needless = [] if rows["open"].any() else [OPEN]
    if not rows["held"].any():
        needless = [OPEN, BEST, *list(ACHIEVED.values())[1:]]
    elif rows["contest_id"].nunique(dropna=False) == 1:
        for figure, label in ACHIEVED.items():
            highest = rows[figure].max()
            for row in each(rows[rows[figure] == highest]):
                told[row.code][label]["strong"] = bool(highest > rows[figure].min())
    labels = [label for label in next(iter(told.values()), {}) if label not in needless]
    return [
        {"what": label, **{code: cells[label] for code, cells in told.items()}} for label in labels
    ]


OPEN, BEST = "Final lain yang mungkin juara", "Peringkat terbaik"
ACHIEVED = {
    "finals": "Final provinsi",
    "gold": "Juara 1",
    "silver": "Juara 2",
    "bronze": "Juara 3",
    "sent": "Kecamatan dikirim",
}


def _told(row: Beside, choice: Choice) -> dict[str, Cell]:
    held = f"dari {text.number(row.held)} edisi" if row.held else "tidak ada edisi tercatat"
    best: Cell = {"text": "–"}
    if text.is_known(row.best_year):
        best = {
            "text": text.place(row.best_low, row.best_high),
            "tone": text.tone(row.best_low, row.best_high),
            "note": str(row.best_year),
        }
    catalogue = choice.path("inovasi", inovasi_bagian="Katalog", inovasi_wilayah=row.name)
    return {
        "Final provinsi": {"text": _of(row, row.finals), "note": held},
        "Juara 1": {"text": _of(row, row.gold)},
        "Juara 2": {"text": _of(row, row.silver)},
        "Juara 3": {"text": _of(row, row.bronze)},
        OPEN: {"text": _of(row, row.open)},
        BEST: best,
        "Kecamatan dikirim": {"text": _of(row, row.sent)},
        "Kecamatan pernah ikut SKK": {
            "text": text.number(row.joined),
            "note": f"dari {text.number(row.kecamatan)}",
        },
        "Edisi SKK sendiri": {"text": text.number(row.own)},
        "Inovasi tercatat": {
            "text": text.number(row.innovations),
            "href": catalogue if row.innovations else "",
            "note": f"{text.number(row.innovators)} kecamatan" if row.innovators else "",
        },
        "Penghargaan pembina": {"text": row.awards if text.is_known(row.awards) else "–"},
        "Hasil ajang kerabat": {"text": text.number(row.kindred)},
        "Penduduk": {"text": text.number(row.population)},
    }


def _of(row: Beside, value: int) -> str:
    return text.number(value) if row.held else "–"


@cached
def sent(rows: Rows[Sent], choice: Choice) -> Cells:
    """Rows of kabkota.questions.sent: a row for each year, a column for each kabkota, under its
    code.
    """
    return [
        {
            "year": str(int(one["year"].iloc[0])),
            **{part["code"].iloc[0]: _year(part, choice) for part in apart(one, "code")},
        }
        for one in apart(rows, "year")
    ]


def _year(rows: Rows[Sent], choice: Choice) -> Cell:
    """Who was sent and how far it came; of several kecamatan the best, the others as a note."""
    row, *others = each(rows)
    if row.state != "known" or row.kecamatan is None:
        return {"note": ABSENCES[row.state]}
    known = text.is_known(row.kecamatan_code)
    name = row.kecamatan if known else "nama tidak disebut"
    cell: Cell = {
        "parts": [(name, choice.path("profil", kec=str(row.kecamatan_code)) if known else "")]
    }
    notes = [f"juga {text.listing([str(other.kecamatan) for other in others])}"] if others else []
    if row.is_finalist:
        held = text.place(row.rank_low, row.rank_high, row.is_tied)
        cell["text"] = "final" if held == "–" else held
        cell["tone"] = text.tone(row.rank_low, row.rank_high)
    else:
        notes.insert(0, text.title(row.title, row.is_finalist).lower())
    if row.is_disputed:
        notes.append("sumber berbeda")
    cell["note"] = "; ".join(notes)
    return cell
