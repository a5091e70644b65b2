"""The maps of the page Peta: what the component draws, and which boundaries it shows."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, columns, each
from analytics.geography import legend as geography_legend
from analytics.geography import questions as geography_questions
from analytics.geography.questions import LAYERS, NO_DATA, Unit, View
from analytics.geography.rows import Area, Boundary, LegendClass, Located
from analytics.kabkota import questions as kabkota_questions
from analytics.kabkota.rows import Named
from data import keys
from pages.parts.peta.atlas import Drawing, atlas
from pages.parts.shared.filters import Choice
from pages.parts.shared.store import ask

LABELS = 12  # names written beside the foremost areas


@dataclass(frozen=True)
class Asked:
    """What the controls of the page hold."""

    view: View
    zoom: str  # the code of a kabkota; empty: the whole
    compared: int | None  # the year of the second map
    place: str  # the code of the area in view
    playing: bool


def maps(
    choice: Choice, asked: Asked, picked: Callable[[str], None], played: Callable[[], None]
) -> None:
    """The map, and a second beside it where two years are compared."""
    if asked.compared:
        years = sorted((asked.view.year, asked.compared))
        for column, year in zip(st.columns(2), years, strict=True):
            with column:
                st.markdown(f"**{year:d}**")
                one = replace(asked, view=replace(asked.view, year=year), playing=False)
                atlas(drawing(choice, one), key=f"peta_{year}", picked=picked, played=played)
    else:
        atlas(drawing(choice, asked), key="peta", picked=picked, played=played)


def name(choice: Choice, view: View) -> str:
    """What a map is called: "Peta hasil edisi, Jawa Timur, 2024"."""
    layer = ", ".join(part for part in (LAYERS[view.layer].lower(), topic(view)) if part)
    return f"Peta {layer}, {choice.label if view.contest_id else 'Indonesia'}, {view.year}"


def topic(view: View) -> str:
    """The indicator or sector whose innovations are counted: "bidang: kesehatan"; empty: all."""
    label = ask(geography_questions.topics)[view.topic] if view.topic else ""
    return label[:1].lower() + label[1:]


def drawing(choice: Choice, asked: Asked) -> Drawing:
    """The map as the component draws it."""
    view = asked.view
    files = _files(view)
    points = ask(geography_questions.units, view.unit, view.contest_id)
    specks = ask(geography_questions.units, "kabkota", None) if view.unit == "provinsi" else None
    regions = ask(
        kabkota_questions.regions,
        (
            ask(geography_questions.province_of, view.contest_id)
            if view.contest_id and view.unit in set(files["level"])
            else ""
        ),
    )
    within = (
        keys.contest(choice.contest_id).code
        if view.contest_id and choice.level == "kabkota"
        else ""
    )
    return _drawing(
        replace(asked, zoom=asked.zoom or within),
        name(choice, view),
        ask(geography_questions.layer, view),
        files,
        points=points,
        specks=specks,
        regions=regions,
    )


@cached
def _drawing(
    asked: Asked,
    label: str,
    found: Rows[Area],
    files: Rows[Boundary],
    *,
    points: Rows[Located],
    specks: Rows[Located] | None,
    regions: Rows[Named],
) -> Drawing:
    view, place = asked.view, asked.place
    drawn = found[found["code"].notna()]
    held = drawn[~drawn["class"].isin(NO_DATA)]
    marks: dict[tuple[str, str], list[str]] = {}
    for code, row in _coded(drawn):
        marks.setdefault((row.class_, row.label), []).append(code)
    rest = max(marks, key=lambda mark: len(marks[mark]))
    file = files.set_index("level")["file"].to_dict()
    areas = file.get(view.unit, "")
    named = held[held["class"] != "step-1"] if view.layer == "result" else held
    labels = {code: text.bare(row.name) for code, row in _coded(named.head(LABELS))}
    if place:
        labels[place] = text.bare(drawn.loc[drawn["code"] == place, "name"].iloc[0])
    return Drawing(
        label=label,
        areas=areas,
        borders=file.get("kabkota", "") if areas else "",
        points=[] if areas else [(row.code, *at) for row, at in _points(points)],
        ground=[at for _, at in _points(specks)] if specks is not None else [],
        names={code: row.name for code, row in _coded(drawn)},
        within={code[:-2]: row.detail for code, row in _coded(drawn) if row.detail is not None},
        labels=labels,
        regions={row.code: text.bare(row.name) for row in each(regions) if row.code not in labels},
        marks=[(*mark, codes) for mark, codes in marks.items() if mark != rest],
        rest=rest,
        order=list(held["code"]),
        classes=[
            _legend(one) | {"told": text.number(one.count)}
            for one in each(geography_legend.legend(view, found))
        ],
        selected=place,
        zoom=asked.zoom,
        playing=view.year if asked.playing else 0,
    )


def _coded(rows: Rows[Area]) -> list[tuple[str, Area]]:
    """The areas that can be drawn, with their codes."""
    return [(row.code, row) for row in each(rows) if row.code is not None]


def _points(rows: Rows[Located]) -> list[tuple[Located, tuple[float, float]]]:
    """The units whose longitude and latitude are known, with these."""
    return [
        (row, (row.longitude, row.latitude))
        for row in each(rows)
        if row.longitude is not None and row.latitude is not None
    ]


def _legend(row: LegendClass) -> dict[str, object]:
    """A class of the legend as the component takes it."""
    return {name: getattr(row, held) for name, held in columns(LegendClass).items()}


def _files(view: View) -> Rows[Boundary]:
    province = ask(geography_questions.province_of, view.contest_id) if view.contest_id else ""
    return ask(geography_questions.boundaries, province)


def boundary(view: View) -> str:
    """Which boundaries the map shows, and how it is moved."""
    return f"{_boundary(_files(view), view.unit)} Ctrl + gulir atau dua jari memperbesar."


@cached
def _boundary(files: Rows[Boundary], unit: Unit) -> str:
    files = files[files["level"] == unit]
    if files.empty:
        return "Titik tengah kecamatannya, bukan batas wilayah."
    row = files.iloc[0]
    if row["kind"] == "official":
        dated = f", {text.date(row['dated'])}" if text.is_known(row["dated"]) else ""
        return f"Batas resmi: {row['source']}{dated}."
    return (
        f"Batas indikatif, bukan batas resmi. {row['source']}. Garis titik-titik: laut yang"
        " diringkas."
    )
