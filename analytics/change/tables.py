"""A change between two editions as tables with Indonesian headings."""

import pandas as pd

from analytics.change import sentences
from analytics.change.questions import Decomposed
from analytics.change.rows import Fact, Held, Rival
from analytics.core import text
from analytics.core.rows import Rows, Table, each, shown


def everything(
    before: Held, now: Held, facts: Rows[Fact], rivals: Rows[Rival], of: Decomposed | None
) -> Table:
    """All that is behind the section, to be taken along: a row for each thing that is told, with
    its value in either edition and what it adds.
    """
    first, second = sentences.edition(before), sentences.edition(now)
    rows: list[tuple[str, str, str, str, float | None, str]] = [
        ("Tempat", "Peringkat", _place(before), _place(now), None, "")
    ]
    if of is not None:
        rows += [
            ("Andil pada tempat", sentences.cause(row), "", "", row.shown, "tempat")
            for row in each(of.moves)
        ]
        rows += [
            (
                "Andil pada nilai total",
                text.sentence_case(sentences.part(row)),
                _percent(row.before),
                _percent(row.now),
                row.shown,
                "poin",
            )
            for row in each(of.parts)
        ]
    rows += [
        (
            "Yang tercatat",
            sentences.FACTS[row.kind],
            sentences.value(row, row.before),
            sentences.value(row, row.now),
            None,
            "",
        )
        for row in each(facts)
    ]
    rows += [
        (
            "Di atasnya",
            row.name,
            text.place(row.before_low, row.before_high, row.before_tied),
            text.place(row.now_low, row.now_high, row.now_tied),
            None,
            sentences.rival(row.kind, before, now),
        )
        for row in each(rivals)
    ]
    names = ["Bagian", "Hal", first, second, "Andil", "Satuan atau keterangan"]
    return shown(pd.DataFrame(rows, columns=names))


def _place(row: Held) -> str:
    return text.place(row.rank_low, row.rank_high, row.is_tied)


def _percent(share: float | None) -> str:
    return f"{text.number(100 * share, 2)}%" if share is not None else ""
