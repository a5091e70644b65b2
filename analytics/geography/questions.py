"""The map as data: which area belongs to which class, in what colour, and what the legend says.

Absence from the sources is not absence from the contest: an area is *absent* only where everybody
who took part is known, or where its kabkota is known to have sent another; else it is *unknown*.
*Zero* is a count that is known.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Concatenate, Literal, ParamSpec, cast

import pandas as pd

from analytics.core import editions, indicators, text
from analytics.core.editions import By, Span
from analytics.core.query import Connection, answer, frame, record, value
from analytics.core.rows import Row, Rows, columns, declared, each
from analytics.geography.rows import (
    Area,
    Beside,
    Boundary,
    Completeness,
    Counted,
    Covered,
    Located,
    Nearest,
    Outline,
)
from analytics.standing import questions as standing_questions
from analytics.standing.rows import Step

Given = ParamSpec("Given")

Layer = Literal["result", "best", "medals", "finals", "index", "innovations", "coverage"]
Unit = Literal["kecamatan", "kabkota", "provinsi"]
LAYERS: dict[Layer, str] = {
    "result": "Hasil edisi",
    "best": "Peringkat terbaik",
    "medals": "Juara 1–3",
    "finals": "Kali di final",
    "index": "Indeks prestasi",
    "innovations": "Inovasi",
    "coverage": "Cakupan data",
}
CATALOGUED: tuple[Layer, ...] = ("innovations", "coverage")  # of everybody, not of a contest
FIRST_OF_STEP: dict[tuple[Layer, Unit], tuple[int, ...]] = {
    ("medals", "kecamatan"): (1, 2, 3, 4),
    ("medals", "kabkota"): (1, 2, 3, 4),
    ("finals", "kecamatan"): (1, 2, 3, 4),
    ("finals", "kabkota"): (1, 2, 3, 4),
    ("innovations", "kecamatan"): (1, 2, 4, 8),
    ("innovations", "kabkota"): (1, 3, 6, 12),
    ("innovations", "provinsi"): (1, 10, 50, 100),
    ("coverage", "kecamatan"): (1, 2, 4, 8),
    ("coverage", "kabkota"): (1, 3, 6, 12),
    ("coverage", "provinsi"): (1, 10, 50, 100),
}
INDEX_STEPS = (0, 60, 70, 80)
HALF_LIFE = 4.0  # years, as the leaderboard opens with
DIGITS: dict[Unit, int] = {"kecamatan": 6, "kabkota": 4, "provinsi": 2}
STEPS = ("step-1", "step-2", "step-3", "step-4")
MEDALS = ("gold", "silver", "bronze")
PLACES = (*MEDALS, "harapan", "finalist")
# By how far a kecamatan came that was no finalist.
FAR = {"tinjau_lapang": "step-3", "paparan": "step-2"}
NO_DATA = ("zero", "absent", "unknown", "outside")
NOUNS: dict[Unit, str] = {
    "kecamatan": "kecamatan",
    "kabkota": "kabupaten/kota",
    "provinsi": "provinsi",
}
UNIT_OF: dict[Layer, str] = {
    "medals": "kali",
    "finals": "kali",
    "innovations": "inovasi",
    "coverage": "halaman sumber",
}


@dataclass(frozen=True)
class View:
    """What a map shows: a layer, of which units, up to (or, of a result, in) which year."""

    layer: Layer
    unit: Unit
    contest_id: str | None  # None: the SKK of every province
    year: int
    last: int  # the last year on offer, in which undated records count as well
    topic: str | None = None  # of innovations: an indicator (its number) or a sector


def layers(unit: Unit, contest_id: str | None) -> list[Layer]:
    """The layers that mean something: the index compares within one contest, a province itself
    competes in none.
    """
    if unit == "provinsi":
        return list(CATALOGUED)
    return [layer for layer in LAYERS if contest_id or layer != "index"]


def topics(con: Connection) -> dict[str, str]:
    """The indicators and sectors that innovations are counted by: key, and label as it stands in an
    address.
    """
    found = frame(
        con, "SELECT DISTINCT sector FROM innovation WHERE sector IS NOT NULL ORDER BY sector"
    )
    sectors = {sector: f"Bidang: {text.words(sector)}" for sector in found["sector"]}
    return {
        str(number): f"Indikator {number}: {name}" for number, name in indicators.names(con).items()
    } | sectors


def province_of(con: Connection, contest_id: str) -> str:
    """The province in which a contest is held."""
    found = value(
        con, "SELECT left(code, 2) FROM edition WHERE contest_id = ? LIMIT 1", [contest_id]
    )
    return str(found) if found else ""


def boundaries(con: Connection, province_code: str) -> Rows[Boundary]:
    """The files with the areas of a province; none where no area is known."""
    return answer(
        Boundary,
        con,
        "SELECT level, file, kind, source, dated FROM boundary WHERE province_code = ? ORDER BY"
        " level DESC",
        [province_code],
    )


def units(con: Connection, unit: Unit, contest_id: str | None) -> Rows[Located]:
    """Everything that a map draws: the units of the contest's province, or of the country."""
    return answer(
        Located,
        con,
        """
        WITH contest AS (SELECT DISTINCT level, code, class FROM edition
          WHERE contest_id = $contest),
        place AS (
            SELECT kecamatan.*, kabkota.name AS kabkota, kind, province_code,
              provinsi.name AS provinsi,
                contest.code IS NULL OR (coalesce(class, kind) = kind
                    AND (contest.level = 'provinsi' OR contest.code = kabkota_code)) AS is_entitled
            FROM kecamatan JOIN kabkota ON kabkota.code = kabkota_code JOIN provinsi
              ON provinsi.code = province_code
            LEFT JOIN contest ON true
            WHERE contest.code IS NULL OR left(contest.code, 2) = province_code
        )
        SELECT CASE $unit WHEN 'kecamatan' THEN code WHEN 'kabkota' THEN kabkota_code
          ELSE province_code END AS code,
            any_value(CASE $unit WHEN 'kecamatan' THEN name WHEN 'kabkota' THEN kabkota
              ELSE provinsi END) AS name,
            any_value(CASE $unit WHEN 'kecamatan' THEN kabkota WHEN 'kabkota'
              THEN provinsi END) AS detail,
            round(avg(longitude), 3) AS longitude, round(avg(latitude), 3) AS latitude,
              bool_or(is_entitled) AS is_entitled
        FROM place GROUP BY 1 ORDER BY 1
        """,
        {"unit": unit, "contest": contest_id},
    )


def outlines(con: Connection, codes: Sequence[str]) -> Rows[Outline]:
    """The kecamatan within some units, by their codes."""
    return answer(
        Outline,
        con,
        """
        SELECT kecamatan.code, wkt, latitude, longitude, kind, source, dated
        FROM kecamatan LEFT JOIN area ON area.kecamatan_code = kecamatan.code
        LEFT JOIN boundary ON boundary.level = 'kecamatan'
          AND province_code = left(area.kecamatan_code, 2)
        WHERE list_contains($codes, kecamatan.code) OR list_contains($codes, kabkota_code)
          OR list_contains($codes, left(kabkota_code, 2))
        ORDER BY kecamatan.code
        """,
        {"codes": list(codes)},
    )


def layer(con: Connection, view: View) -> Rows[Area]:
    """The units of a map in one layer, the furthest and most first; a result that names no
    kecamatan has no code and cannot be drawn.
    """
    found = pd.DataFrame(
        _LAYERS[view.layer](con, view),
        columns=["code", "class", "value", "short", "label", "order", "name", "detail"],
    )
    told = each(_told(con, view, standing_questions.trail)) if view.layer == "result" else ()
    finalists = [row.unit for row in told if row.is_finalist]
    found["is_final"] = found["code"].isin(finalists) | found["class"].isin(MEDALS)
    everyone = units(con, view.unit, view.contest_id)
    drawn = found[found["code"].isin(everyone["code"])]
    homeless = found[~found["code"].isin(everyone["code"])].assign(code=None)
    rows: pd.DataFrame = everyone.merge(
        drawn.drop(columns=["name", "detail"]), on="code", how="left"
    )
    rest = _rest(con, view)
    silent = rows["class"].isna()
    quiet = [rest(row) for row in each(everyone[everyone["code"].isin(rows.loc[silent, "code"])])]
    rows.loc[silent, "class"] = [kind for kind, _ in quiet]
    rows.loc[silent, "short"] = ""
    rows["is_final"] = rows["is_final"].eq(True)
    rows.loc[silent, "label"] = [label for _, label in quiet]
    rows = pd.concat([rows, homeless], ignore_index=True) if len(homeless) else rows
    ranked = rows.assign(
        silent=rows["class"].isin(NO_DATA),
        value=pd.to_numeric(rows["value"]),
        order=pd.to_numeric(rows["order"]),
    ).sort_values(
        ["silent", "value", "order", "name"], ascending=[True, False, True, True], kind="stable"
    )
    return declared(Area, ranked[list(columns(Area))].reset_index(drop=True))


def _step(value: float, firsts: Sequence[int]) -> str:
    return STEPS[bisect_right(firsts, value) - 1]


def _contests(con: Connection, view: View) -> list[str]:
    if view.contest_id:
        return [view.contest_id]
    found = editions.contests(con)
    return list(
        found.loc[found["is_skk"].astype(bool) & (found["level"] == "provinsi"), "contest_id"]
    )


def _told(
    con: Connection,
    view: View,
    question: Callable[Concatenate[Connection, str, Span, By, Given], Rows[Row]],
    *more: Given.args,
    **named: Given.kwargs,
) -> Rows[Row]:
    """The rows of a question of achievement for every contest of the view, up to its year; of a
    result, in it.
    """
    by: By = "kecamatan" if view.unit == "kecamatan" else "kabkota"
    span = Span(view.year if view.layer == "result" else 0, view.year)
    found = [question(con, contest, span, by, *more, **named) for contest in _contests(con, view)]
    whole = pd.concat(found, ignore_index=True) if found else pd.DataFrame()
    return cast("Rows[Row]", whole)  # of no contest not even the columns


def place_class(row: Step) -> str:
    """The class of a place: its medal or rank, else finalist, else how far it came."""
    tone = text.tone(row.rank_low, row.rank_high)
    if tone in {"gold", "silver", "bronze", "harapan"}:
        return tone
    if (
        text.is_known(row.rank_low)
        and text.tone(row.rank_low, row.rank_low)
        == text.tone(row.rank_high, row.rank_high)
        == "harapan"
    ):
        return "harapan"  # between two places of one class
    return "finalist" if row.is_finalist else FAR.get(str(row.stage_reached), "step-1")


def place_label(row: Step) -> str:
    """A place in words: "Juara 1", "Finalis, peringkat 1–2", "Peserta, sampai paparan"."""
    title, place = (
        text.title(row.title, row.is_finalist),
        text.place(row.rank_low, row.rank_high, row.is_tied),
    )
    if text.tone(row.rank_low, row.rank_high) != "unknown" and title[-1].isdigit():
        return title
    if row.is_finalist and place != "–":
        return f"{title}, peringkat {place}"
    return (
        f"{title}, sampai {text.stage(row.stage_reached).lower()}"
        if text.is_known(row.stage_reached)
        else title
    )


# Code, class, value, short, label, order, name, detail
Drawn = tuple[str, str, float | None, str, str, float, str, str | None]
Found = list[Drawn]


def _results(con: Connection, view: View) -> Found:
    order = (*PLACES, *reversed(STEPS))
    found = []
    for row in each(_told(con, view, standing_questions.trail)):
        kind = place_class(row)
        low = int(row.rank_low) if text.is_known(row.rank_low) else 999
        label = f"{place_label(row)}, {row.year}" if view.layer == "best" else place_label(row)
        label = f"{label} ({row.detail})" if view.unit == "kabkota" else label
        found.append((order.index(kind) * 1000 + low, -row.year, row, kind, label))
    best: dict[str, Drawn] = {}
    for place, _, row, kind, label in sorted(found, key=lambda one: one[:2]):
        best.setdefault(
            row.unit,
            (
                row.unit,
                kind,
                None,
                text.place(row.rank_low, row.rank_high, row.is_tied),
                label,
                place,
                row.name,
                row.detail,
            ),
        )
    return list(best.values())


def _medals(con: Connection, view: View) -> Found:
    """Places 1-3 known for sure; a final whose place may be one of them is open, whoever took part
    without one has none.
    """
    known = {row.unit: row for row in each(_told(con, view, standing_questions.medals))}
    found: dict[str, Drawn] = {}
    for row in each(_told(con, view, standing_questions.trail)):
        medal = known.get(row.unit)
        won = int(medal.gold + medal.silver + medal.bronze) if medal else 0
        maybe = int(medal.open) if medal else 0
        kind = (
            _step(won, FIRST_OF_STEP["medals", view.unit]) if won else "open" if maybe else "zero"
        )
        parts = [f"{won} kali"] if won or not maybe else []
        parts += [f"{maybe} final mungkin, urutannya tidak dipublikasikan"] if maybe else []
        found[row.unit] = (
            row.unit,
            kind,
            won,
            str(won),
            "; ".join(parts),
            -maybe,
            row.name,
            row.detail,
        )
    return list(found.values())


def _finals(con: Connection, view: View) -> Found:
    rows = _told(con, view, standing_questions.trail)
    years = {
        unit: sorted(part.loc[part["is_finalist"].astype(bool), "year"])
        for unit, part in rows.groupby("unit")
    }
    return [
        (
            row.unit,
            _step(len(held), FIRST_OF_STEP["finals", view.unit]) if held else "zero",
            len(held),
            str(len(held)),
            (
                f"{len(held)} kali ({', '.join(map(str, held))})"
                if held
                else "ikut, final tidak tercatat"
            ),
            -max(held, default=0),
            row.name,
            row.detail,
        )
        for row in each(rows.drop_duplicates("unit"))
        for held in [years[row.unit]]
    ]


def _index(con: Connection, view: View) -> Found:
    rows = _told(con, view, standing_questions.index, HALF_LIFE)
    return [
        (
            row.unit,
            _step(row.index, INDEX_STEPS),
            row.index,
            text.fixed(row.index, 1),
            f"{text.fixed(row.index, 1)} dari {text.number(row.editions)} edisi",
            row.position,
            row.name,
            row.detail,
        )
        for row in each(rows)
    ]


def _innovations(con: Connection, view: View) -> Found:
    """How many innovations reported for a contest the catalog holds; of a topic, zero only where
    the topic of all is known.
    """
    indicator, sector = (view.topic, None) if str(view.topic).isdigit() else (None, view.topic)
    rows = answer(
        Counted,
        con,
        """
        SELECT left(coalesce(kecamatan_code, kabkota_code), $digits) AS unit,
          length(unit) = $digits AS is_placed,
            any_value(kabkota.name) AS region, count(*) AS held,
            count(*) FILTER (coalesce(indicator = $indicator::INTEGER, $indicator IS NULL)
                AND coalesce(sector = $sector, $sector IS NULL)) AS found,
            count(*) FILTER (indicator = $indicator::INTEGER
              AND indicator_basis = 'inferred') AS inferred,
            count(*) FILTER (($indicator IS NOT NULL AND indicator IS NULL)
                OR ($sector IS NOT NULL AND sector IS NULL)) AS unsure
        FROM innovation LEFT JOIN kabkota ON kabkota.code = kabkota_code
        WHERE context = 'skk' AND coalesce(first_year, $last) <= $year
            AND ($province IS NULL OR left(kabkota_code, 2) = $province)
        GROUP BY unit ORDER BY unit
        """,
        {
            "digits": DIGITS[view.unit],
            "indicator": indicator,
            "sector": sector,
            "year": view.year,
            "last": view.last,
            "province": province_of(con, view.contest_id) if view.contest_id else None,
        },
    )
    firsts = FIRST_OF_STEP["innovations", view.unit]
    found: Found = []
    for row in each(rows):
        kind = _step(row.found, firsts) if row.found else "unknown" if row.unsure else "zero"
        label = (
            text.count(row.found, "inovasi")
            if row.found
            else f"nol dari {row.held} inovasi tercatat"
        )
        label += f", {row.inferred} disimpulkan penyusun" if row.inferred else ""
        if kind == "unknown":
            label = f"{row.held} inovasi tercatat, {row.unsure} di antaranya tidak terpilah"
        if row.unit is not None and (row.found or row.is_placed):
            found.append(
                (
                    row.unit,
                    kind,
                    row.found,
                    str(row.found),
                    label,
                    0,
                    "nama tidak disebut",
                    row.region,
                )
            )
    return found


def _coverage(con: Connection, view: View) -> Found:
    """How many source pages tell of a unit: of its place in a contest, or of its innovations."""
    rows = answer(
        Covered,
        con,
        """
        WITH told AS (
            SELECT kecamatan_code, kabkota_code, edition.year, source_id
              FROM placement_claim LEFT JOIN edition USING (edition_id)
            UNION ALL SELECT kecamatan_code, kabkota_code, year, source_id FROM innovation_claim
        )
        SELECT left(CASE $digits WHEN 6 THEN kecamatan_code
          ELSE coalesce(kecamatan_code, kabkota_code) END, $digits) AS unit,
            count(DISTINCT source_id) AS pages
        FROM told
        WHERE coalesce(year, $last) <= $year AND unit IS NOT NULL
            AND ($province IS NULL OR left(unit, 2) = $province)
        GROUP BY unit
        """,
        {
            "digits": DIGITS[view.unit],
            "year": view.year,
            "last": view.last,
            "province": province_of(con, view.contest_id) if view.contest_id else None,
        },
    )
    firsts = FIRST_OF_STEP["coverage", view.unit]
    return [
        (
            row.unit,
            _step(row.pages, firsts),
            row.pages,
            str(row.pages),
            text.count(row.pages, "halaman sumber"),
            0,
            "",
            "",
        )
        for row in each(rows)
    ]


_LAYERS: dict[Layer, Callable[[Connection, View], Found]] = {
    "result": _results, "best": _results, "medals": _medals, "finals": _finals, "index": _index,
    "innovations": _innovations,
    "coverage": _coverage,
}  # fmt: skip


def _rest(con: Connection, view: View) -> Callable[[Located], tuple[str, str]]:
    """What is said of a unit on which no record stands: its class and label."""
    if view.layer == "coverage":
        return lambda _: ("zero", "tidak ada sumber yang menyebut namanya")
    if view.layer == "innovations":
        return lambda _: ("unknown", "tidak ada inovasi lomba tercatat")
    if view.contest_id is None:
        return _rest_of_country(con, view)
    known = _completeness(con, view)
    sent = _sent(con, view) if view.layer == "result" and view.unit == "kecamatan" else {}

    is_result, is_count = view.layer == "result", view.layer in {"medals", "finals"}
    took_part = None if view.unit == "kecamatan" else known.everyone
    title = "juara 1–3" if view.layer == "medals" else "final"
    entrant = {
        "best": ("step-1", f"ikut, tahapnya tidak diketahui, {took_part}"),
        "index": ("unknown", "ikut, hasilnya tidak diketahui"),
    }.get(
        view.layer,
        (
            ("zero", f"ikut, {title} tidak tercatat")
            if is_count
            else ("step-1", "ikut, tahapnya tidak diketahui")
        ),
    )
    for_all = next(
        (
            told
            for is_so, told in (
                (known.entrants_known, ("absent", "tidak ikut; semua peserta diketahui")),
                (is_count and known.finalists_known, ("zero", "nol; semua finalis diketahui")),
                (took_part, entrant),
                (
                    is_result and known.finalists_known,
                    ("unknown", "bukan finalis; keikutsertaan tidak diketahui"),
                ),
            )
            if is_so
        ),
        ("unknown", "tidak diketahui"),
    )

    def rest(row: Located) -> tuple[str, str]:
        if not row.is_entitled:
            return "outside", "di luar ajang ini"
        one = sent.get(row.code[:4])
        return ("absent", f"tidak ikut; {row.detail} diwakili {one}") if one else for_all

    return rest


def _rest_of_country(con: Connection, view: View) -> Callable[[Located], tuple[str, str]]:
    """As a contest's own map has it, for whoever may take part in one."""
    told: dict[str, tuple[str, str]] = {}
    for contest in _contests(con, view):
        own = replace(view, contest_id=contest)
        rest = _rest(con, own)
        everyone = units(con, own.unit, contest)
        told |= {
            row.code: rest(row) for row in each(everyone[everyone["is_entitled"].astype(bool)])
        }
    return lambda row: told.get(row.code, ("unknown", "tidak diketahui"))


def _completeness(con: Connection, view: View) -> Completeness:
    """Whether the records of a contest leave nobody out, up to the year (of a result: in it). A
    year between the first and this one without an edition on record may have had one, so that
    nothing is complete over it.
    """
    found = record(
        Completeness,
        con,
        """
        WITH held AS (
            SELECT year, entrants, finalists, entitled, count(*) FILTER (is_located) AS known,
                count(*) FILTER (is_located AND is_finalist) AS final
            FROM edition JOIN (SELECT *, CASE $unit WHEN 'kecamatan' THEN kecamatan_code
              ELSE kabkota_code END IS NOT NULL
                AS is_located FROM standing) AS standing USING (edition_id)
            WHERE contest_id = $contest AND year <= $year AND ($layer <> 'result' OR year = $year)
            GROUP BY ALL
        )
        SELECT max(year) - min(year) + 1 = count(*) AS is_gapless,
            is_gapless AND bool_and(coalesce(known >= entrants, false)) AS entrants_known,
            is_gapless AND bool_and(coalesce(final >= finalists, false)) AS finalists_known,
            max(year) FILTER (entrants >= entitled) AS everyone
        FROM held
        """,
        {"unit": view.unit, "contest": view.contest_id, "year": view.year, "layer": view.layer},
    )
    return found or Completeness(None, None, None, None)


def _sent(con: Connection, view: View) -> dict[str, str]:
    """Whom each kabkota is stated to have sent to the edition of a province; nobody else took part
    for it (docs/RULES.md, 2).
    """
    rows = frame(
        con,
        """
        SELECT standing.kabkota_code, string_agg(place_name, ' atau ' ORDER BY place_name) AS names
        FROM standing JOIN edition USING (edition_id)
        WHERE contest_id = $contest AND year = $year AND level = 'provinsi'
          AND kecamatan_code IS NOT NULL
            AND title <> 'nominasi' AND NOT is_inferred
        GROUP BY standing.kabkota_code
        """,
        {"contest": view.contest_id, "year": view.year},
    )
    return dict(zip(rows["kabkota_code"], rows["names"], strict=True))


def nearest_finalist(con: Connection, contest_id: str, year: int | None = None) -> Rows[Nearest]:
    """For each kecamatan that may take part in a contest, the nearest other one that was a
    finalist, of any year or of one: whom to visit. None without a finalist; by kabkota and name.
    """
    return answer(
        Nearest,
        con,
        """
        WITH contest AS (SELECT DISTINCT level, code, class FROM edition
          WHERE contest_id = $contest),
        entitled AS (
            SELECT kecamatan.code, kecamatan.name, kabkota.name AS kabkota, latitude, longitude
            FROM contest JOIN kabkota ON CASE level WHEN 'provinsi' THEN province_code
              ELSE kabkota.code END = contest.code
                AND coalesce(class, kind) = kind
            JOIN kecamatan ON kabkota_code = kabkota.code
        ),
        final AS (
            SELECT kecamatan_code, list(DISTINCT year ORDER BY year) AS years
              FROM standing JOIN edition USING (edition_id)
            WHERE contest_id = $contest AND is_finalist AND kecamatan_code IS NOT NULL
              AND year = coalesce($year, year)
            GROUP BY kecamatan_code
        ),
        finalist AS (
            SELECT kecamatan.code, kecamatan.name, kabkota.name AS kabkota, latitude, longitude,
              years
            FROM final JOIN kecamatan ON kecamatan.code = kecamatan_code JOIN kabkota
              ON kabkota.code = kabkota_code
        )
        SELECT entitled.code, entitled.name AS kecamatan, entitled.kabkota,
            entitled.code IN (SELECT code FROM finalist) AS is_finalist,
              finalist.code AS finalist_code,
            finalist.name AS finalist, finalist.kabkota AS finalist_kabkota, years,
            distance_km(entitled.latitude, entitled.longitude, finalist.latitude,
              finalist.longitude) AS distance_km
        FROM entitled JOIN finalist ON finalist.code <> entitled.code
        QUALIFY row_number() OVER (PARTITION BY entitled.code
          ORDER BY distance_km, finalist.code) = 1
        ORDER BY entitled.kabkota, entitled.name, entitled.code
        """,
        {"contest": contest_id, "year": year},
    )


def finalists_are_known(con: Connection, contest_id: str, year: int) -> bool:
    """Whether the kecamatan of every finalist of an edition is known, so that none can be nearer
    than the nearest known one.
    """
    found = value(
        con,
        """
        SELECT count(kecamatan_code) FILTER (is_finalist) >= any_value(finalists) AS is_known
        FROM edition JOIN standing USING (edition_id) WHERE contest_id = ? AND year = ?
        """,
        [contest_id, year],
    )
    return bool(found)


def finalist_neighbours(con: Connection, contest_id: str, year: int | None = None) -> Rows[Beside]:
    """The kecamatan that adjoin a finalist, of any year or of one, those with most finalists beside
    them first; none where no areas are known.
    """
    return answer(
        Beside,
        con,
        """
        WITH result AS (
            SELECT kecamatan_code, year, is_finalist FROM standing JOIN edition USING (edition_id)
            WHERE contest_id = $contest AND kecamatan_code IS NOT NULL
        ),
        final AS (SELECT DISTINCT kecamatan_code FROM result
          WHERE is_finalist AND year = coalesce($year, year)),
        beside AS (
            SELECT neighbour.neighbour_code AS code,
              list(kecamatan.name ORDER BY kecamatan.name, kecamatan.code) AS finalists,
                list(kecamatan.code ORDER BY kecamatan.name, kecamatan.code) AS finalist_codes
            FROM final JOIN neighbour USING (kecamatan_code) JOIN kecamatan
              ON kecamatan.code = kecamatan_code
            GROUP BY neighbour.neighbour_code
        )
        SELECT beside.code, kecamatan.name AS kecamatan, kabkota.name AS kabkota,
            beside.code IN (SELECT kecamatan_code FROM final) AS is_finalist, finalists,
              finalist_codes,
            (SELECT max(year) FROM result WHERE result.kecamatan_code = beside.code) AS last_year
        FROM beside JOIN kecamatan USING (code) JOIN kabkota ON kabkota.code = kabkota_code
        ORDER BY len(finalists) DESC, kabkota.name, kecamatan.name, beside.code
        """,
        {"contest": contest_id, "year": year},
    )
