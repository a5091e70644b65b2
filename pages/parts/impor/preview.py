"""The scores as they would be published: each leads to the cell that it comes from."""

from collections.abc import Mapping, Sequence

import streamlit as st

from analytics.core import text
from data.importer import cells, overlay
from data.importer.faults import figure
from data.importer.overlay import Group, Line, Score
from data.importer.sheets import STAGES
from pages.parts.impor import questions
from pages.parts.impor.cell import CELL
from pages.parts.impor.questions import Desk, sentence
from pages.parts.shared import table

FEW = 15  # lines shown before one asks for all


def draw(desk: Desk) -> None:
    """One table for each stage and juror."""
    groups = overlay.groups(desk.found)
    if not groups:
        return
    st.markdown(
        "#### Pratinjau nilai"
        if desk.found.rows is not None
        else "#### Pratinjau nilai (sementara)"
    )
    st.caption(
        "Yang akan terbit; tekan satu nilai untuk melihat selnya di lembar."
        if desk.found.rows is not None
        else "Yang dibaca sejauh ini; tekan satu nilai untuk melihat selnya di lembar."
    )
    labels = [_label(one) for one in groups]
    chosen = 0
    if len(groups) > 1:
        chosen = st.selectbox(
            "Tahap dan juri",
            range(len(groups)),
            format_func=labels.__getitem__,
            key="impor_pratinjau_bagian",
            width=420,
        )
    group = groups[chosen if chosen is not None and chosen < len(groups) else 0]
    lines = group.lines
    if len(lines) > FEW and not st.toggle(
        f"Tampilkan semua {text.number(len(lines))} kecamatan", key="impor_pratinjau_semua"
    ):
        lines = lines[:FEW]
    columns = _columns(desk, group)
    names = questions.kecamatan(desk)
    rows = [_row(one, group, names) for one in lines]
    table.table(columns, rows, key="impor_pratinjau", caption=f"Pratinjau nilai: {_label(group)}")


def _label(group: Group) -> str:
    stage = sentence(STAGES.get(group.stage or "", group.stage or "")) or "Tahap belum diketahui"
    return f"{stage} · {group.juror or 'semua juri'}"


def _columns(desk: Desk, group: Group) -> list[table.Column]:
    columns = [table.Column("place", "Kecamatan", wide=True)]
    for number, (kind, key) in enumerate(group.parts):
        columns.append(table.Column(f"part-{number}", _part(desk, kind, key), "right"))
    if any(one.total.value is not None for one in group.lines):
        columns.append(table.Column("total", "Total", "right"))
    if any(one.rank.value is not None for one in group.lines):
        columns.append(table.Column("rank", "Peringkat", "right"))
    if any(one.title for one in group.lines):
        columns.append(table.Column("title", "Gelar"))
    return columns


def _part(desk: Desk, kind: str, key: str) -> str:
    if kind == "nilai_tahap":
        return sentence(STAGES.get(key, key))
    criterion = desk.found.draft.criteria.get(key) if kind == "kriteria" else None
    if criterion is None:
        return key
    told = [
        f"maks. {figure(criterion.most)}" if criterion.most is not None else "maks. tidak diketahui"
    ]
    told += [f"bobot {figure(criterion.weight)}%"] if criterion.weight is not None else []
    return f"{cells.shown(criterion.name)} ({', '.join(told)})"


def _row(line: Line, group: Group, names: Mapping[str, str]) -> dict[str, str | table.Cell]:
    called = names.get(line.code or "", "")
    row: dict[str, str | table.Cell] = {
        "place": {"text": called or line.called, "href": CELL + line.at,
        "note": _printed(line, called)},
        "total": _score(line.total), "rank": _score(line.rank),
        "title": text.title(cells.title(line.title)) if cells.title(line.title) else line.title,
    }  # fmt: skip
    parts: Sequence[Score] = [line.scores.get(part, Score(None)) for part in group.parts]
    return row | {f"part-{number}": _score(one) for number, one in enumerate(parts)}


def _printed(line: Line, called: str) -> str:
    """How the file calls it, where that is another name."""
    if not called:
        return "belum pasti kecamatan mana"
    return (
        ""
        if called.partition(",")[0].lower() == line.called.lower()
        else f"di berkas: {line.called}"
    )


def _score(one: Score) -> table.Cell:
    if one.value is None:
        return {"text": "–", "title": "tidak dinilai"}
    return {"text": figure(one.value), "href": CELL + one.at if one.at else ""}
