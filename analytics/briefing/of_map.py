"""Briefings of Peta: where success lies, as a map and as a table."""

from collections.abc import Mapping

from analytics.briefing import maps, parts
from analytics.briefing.rows import Class, Draft, Map
from analytics.core import choosing, text
from analytics.core.choosing import Choice, UnknownError
from analytics.core.query import Connection
from analytics.core.rows import Rows, each
from analytics.evidence import questions as evidence_questions
from analytics.geography import legend as geography_legend
from analytics.geography import questions as geography_questions
from analytics.geography import sentences as geography_sentences
from analytics.geography import tables as geography_tables
from analytics.geography.questions import CATALOGUED, LAYERS, NO_DATA, NOUNS, Unit, View
from analytics.geography.rows import Area, LegendClass
from analytics.standing import questions as standing_questions

PAGE = "peta"
UNITS: dict[str, tuple[Unit, bool]] = {  # as the page offers them; whether of the contest alone
    "Kecamatan": ("kecamatan", True),
    "Kabupaten/kota": ("kabkota", True),
    "Indonesia, kabupaten/kota": ("kabkota", False),
    "Indonesia, provinsi": ("provinsi", False),
}
ALL, WHOLE, ALONE = "Semua inovasi", "Seluruhnya", "tidak"
USUAL = {"peta_zum": WHOLE, "peta_banding": ALONE}  # what a sheet shows
OWN = frozenset({"peta_satuan", "peta_lapisan", "peta_topik", "peta_tempat", *USUAL})


def offers(parameters: Mapping[str, str]) -> bool:
    """Whether what an address of Peta opens has a briefing: one map, whole."""
    return all(parameters.get(name, usual) == usual for name, usual in USUAL.items())


def map_(con: Connection, parameters: Mapping[str, str]) -> Draft:
    """Peta: what its heading finds, the map, and the areas that have data.

    Raises:
        UnknownError: two maps or a part of one are asked for, or a unit, layer, topic or place
        that there is not.
    """
    if not offers(parameters):
        raise UnknownError(
            "Dari halaman Peta hanya satu peta seluruhnya yang punya ringkasan; lepaskan"
            " pembanding dan perbesaran."
        )
    choice = choosing.read(con, parameters)
    view, own = _view(con, choice, parameters)
    rows = geography_questions.layer(con, view)
    legend = geography_legend.legend(view, rows)
    where = _where(con, choice, view)
    is_whole = view.contest_id is not None and bool(
        standing_questions.final_is_known(con, choice.edition_id)
    )
    finding = geography_sentences.finding(view, rows, where, is_whole)
    held = rows[~rows["class"].isin(NO_DATA)]
    caption = f"{LAYERS[view.layer]} menurut {NOUNS[view.unit]}, {where}"
    return Draft(
        parts.cut(finding),
        f"Peta · {LAYERS[view.layer]} · {where}",
        parts.filters("Peta", choice, tahun=str(view.year), satuan=NOUNS[view.unit]),
        choice.link(PAGE, **own),
        parts.told([_of_place(rows, parameters.get("peta_tempat", ""))], 1),
        parts.grid(
            geography_tables.areas(held, legend, view.year),
            f"Yang punya catatan, {where}",
            ["Nama", "Wilayah", "Keterangan"]
            if view.unit != "provinsi"
            else ["Nama", "Keterangan"],
            8,
        )
        if len(held)
        else None,
        (),
        parts.told(_unknown(rows, legend, view), 3),
        parts.sources(
            evidence_questions.sources(
                con, choice.edition_id if view.layer == "result" and view.contest_id else None
            )
        ),
        parts.charts(_drawn(con, choice, rows, legend, (caption, finding))),
    )


def _view(
    con: Connection, choice: Choice, parameters: Mapping[str, str]
) -> tuple[View, dict[str, str | None]]:
    """What is asked for, and how an address spells it out."""
    offered = [name for name in UNITS if choice.level == "provinsi" or name != "Kabupaten/kota"]
    label = choosing.one_of("peta_satuan", parameters.get("peta_satuan", offered[0]), offered)
    unit, in_contest = UNITS[label]
    contest = choice.contest_id if in_contest else None
    layers = {LAYERS[one]: one for one in geography_questions.layers(unit, contest)}
    usual = next(iter(layers))
    layer = choosing.one_of("peta_lapisan", parameters.get("peta_lapisan", usual), layers)
    own: dict[str, str | None] = {"peta_satuan": label, "peta_lapisan": layer}
    topic = None
    if layers[layer] == "innovations":
        topics = {name: key for key, name in geography_questions.topics(con).items()}
        asked = parameters.get("peta_topik", ALL)
        topic = topics.get(choosing.one_of("peta_topik", asked, [ALL, *topics]))
        own["peta_topik"] = asked
    own["peta_tempat"] = parameters.get("peta_tempat") or None
    return View(layers[layer], unit, contest, choice.year, choice.years[-1], topic), own


def _where(con: Connection, choice: Choice, view: View) -> str:
    contest = choice.label if view.contest_id else "SKK provinsi"
    if view.layer == "result":
        return choice.name if view.contest_id else f"{contest} {view.year}"
    if view.layer in CATALOGUED or not view.contest_id:
        topic = geography_questions.topics(con)[view.topic] if view.topic else ""
        topic = topic[:1].lower() + topic[1:]
        return ", ".join(part for part in (topic, f"sampai {view.year}") if part)
    return f"{contest} {text.years(choice.years[0], view.year)}"


def _of_place(rows: Rows[Area], code: str) -> str:
    if not code:
        return ""
    for row in each(rows[rows["code"] == code]):
        return f"{row.name}: {row.label}."
    return ""  # of a larger unit, as where the page opened another map


def _unknown(rows: Rows[Area], legend: Rows[LegendClass], view: View) -> list[str]:
    names = dict(zip(legend["class"], legend["label"], strict=True))
    counts = rows["class"].value_counts()
    unknown = int(counts.get("unknown", 0))
    nowhere = int(rows["code"].isna().sum())
    return [
        f"{text.number(unknown)} {NOUNS[view.unit]}:"
        f" {names.get('unknown', 'tidak diketahui').lower()}; tidak tercatat di sumber bukan"
        " berarti tidak ikut."
        if unknown
        else "",
        f"{text.number(nowhere)} hasil menyebut nama yang tidak dapat digambar di peta."
        if nowhere
        else "",
    ]


def _drawn(
    con: Connection,
    choice: Choice,
    rows: Rows[Area],
    legend: Rows[LegendClass],
    said: tuple[str, str],
) -> Map | None:
    shown = rows[rows["code"].notna()]
    if choice.level == "kabkota" and len(inside := shown[shown["class"] != "outside"]):
        shown = inside
    outlines = geography_questions.outlines(con, list(shown["code"]))
    svg = maps.svg(shown, legend, outlines)
    if not svg:
        return None
    present = [row for row in each(legend) if (shown["class"] == row.class_).any()]
    counts = shown["class"].value_counts()
    told = "; ".join(f"{row.label}: {counts[row.class_]}" for row in present)
    caption, finding = said
    return Map(
        parts.cut(caption),
        finding,
        parts.cut(f"Peta. {finding}. Jumlah wilayah: {told}.", 1800),
        svg,
        tuple(Class(row.label, row.light, row.pattern) for row in present),
        maps.credit(outlines),
    )
