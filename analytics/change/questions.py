"""Two editions of a contest in which a kecamatan or a kabkota is on record: which there are, what
is known of both, who stood above, and what scores say of the change.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Literal, NamedTuple

import pandas as pd

from analytics.assessment import questions as assessment_questions
from analytics.assessment.questions import Field
from analytics.change import decomposition
from analytics.change.rows import Fact, Held, Move, Part, Rival
from analytics.core.query import Connection, answer
from analytics.core.rows import Cited, Rows, columns, declared, each
from analytics.indicator import questions as indicator_questions
from analytics.standing import questions as standing_questions
from analytics.standing.questions import PLACED
from analytics.standing.rows import Standing

# Why nothing can be worked out: no scores per indicator in an edition (or in both), none of one
# stage in both, none of the own one for all indicators, weights that are not known, no indicator
# in both
Reason = Literal["before", "now", "both", "stage", "own", "weights", "indicators"]


class Pair(NamedTuple):
    """Two editions of a contest, the earlier first, and who is followed: the code of a kecamatan
    (six digits) or of a kabkota (four).
    """

    code: str
    before: str
    now: str


class End(NamedTuple):
    """What the scores of a stage make of the own one in an edition."""

    total: float  # share of the highest possible, 0-1
    percent: float  # the same as it is shown, of which parts() make the change
    place: int
    judged: int  # entrants with a score for every indicator
    left_out: int  # with some scores
    official: int | None  # the place in the result; None: not known exactly
    unscored: tuple[str, ...]  # indicators that nobody has a score for


class Decomposed(NamedTuple):
    """A change taken apart by the scores of one stage."""

    stage: str
    before: End
    now: End
    parts: Rows[Part]
    moves: Rows[Move]
    gone: tuple[str, ...]  # indicators of the edition before alone
    added: tuple[str, ...]  # of the edition now alone


def held(con: Connection, code: str) -> Rows[Held]:
    """The editions in which a kecamatan (six digits) or a kabkota (four) is on record, of contests
    in which it is at least twice: SKK before kindred awards, the latest first, within a year the
    province's first.
    """
    return answer(
        Held,
        con,
        """
        SELECT edition_id, contest_id, year, level, is_skk, short_name,
            coalesce(provinsi.name, host.name)
              || coalesce(' (kelas ' || edition.class || ')', '') AS region,
            entrants, finalists, place_id, kecamatan_code,
            CASE unit_kind WHEN 'kabkota' THEN detail ELSE trail.name END AS kecamatan,
            CASE unit_kind WHEN 'kabkota' THEN trail.name ELSE detail END AS kabkota,
            title, rank_low, rank_high, is_tied, rank_basis,
            coalesce(rank_basis IN $placed, false) AS is_placed, is_finalist, stage_reached,
            score, score_max
        FROM trail JOIN (SELECT edition_id, level, code, class, is_skk, short_name, finalists
          FROM edition) AS edition USING (edition_id)
        LEFT JOIN provinsi ON edition.level = 'provinsi' AND provinsi.code = edition.code
        LEFT JOIN kabkota AS host ON edition.level = 'kabkota' AND host.code = edition.code
        WHERE unit = $code AND unit_kind = $kind AND (unit_kind = 'kecamatan'
          OR edition.level = 'provinsi')
        QUALIFY count(*) OVER (PARTITION BY contest_id) > 1
        ORDER BY is_skk DESC, year DESC, level DESC, edition_id
        """,
        {"code": code, "kind": _kind(code), "placed": PLACED},
    )


def _kind(code: str) -> str:
    return "kabkota" if len(code) == len("3507") else "kecamatan"


def sides(con: Connection, pair: Pair) -> tuple[Held, Held]:
    """The two editions of a pair, the earlier first.

    Raises:
        LookupError: held() has no such editions of one contest.
    """
    known = {row.edition_id: row for row in each(held(con, pair.code))}
    before, now = known.get(pair.before), known.get(pair.now)
    if before is None or now is None or before.contest_id != now.contest_id:
        raise LookupError(pair)
    return before, now


def facts(con: Connection, pair: Pair) -> Rows[Fact]:
    """What is on record of both editions beside the place, in the order in which it is told. Left
    out is what nobody tells of either.
    """
    before, now = sides(con, pair)
    told = [_claimed(con, one) for one in (before, now)]
    sizes = [_sizes(con, one.edition_id) for one in (before, now)]
    main = [_main_set(con, one.edition_id) for one in (before, now)]
    claims = [dict.fromkeys(("stage", "sent", "score"), told[at]["claims"][1]) for at in (0, 1)]
    values: list[dict[str, tuple[str | None, list[str]]]] = [
        {
            "sent": (one.kecamatan if _kind(pair.code) == "kabkota" else None, claims[at]["sent"]),
            "stage": (one.stage_reached, claims[at]["stage"] if one.stage_reached else []),
            "entrants": (_digits(one.entrants), sizes[at]["entrants"]),
            "finalists": (_digits(one.finalists), sizes[at]["finalists"]),
            "score": (_score(one), claims[at]["score"] if one.score is not None else []),
            "indicators": main[at]["indicators"],
            "weights": main[at]["weights"],
            "ruling": told[at]["ruling"],
            "dispute": told[at]["dispute"],
        }
        for at, one in enumerate((before, now))
    ]
    if values[0]["indicators"][0] and values[1]["indicators"][0]:
        verdict = indicator_questions.compared_to_last(con, [pair.before, pair.now])[0][0]
        values[0]["comparison"], values[1]["comparison"] = (None, []), (verdict, [])
    rows = [
        Fact(kind, first, second, first_sources, second_sources)
        for kind in values[0]
        for (first, first_sources), (second, second_sources) in [(values[0][kind], values[1][kind])]
        if first is not None or second is not None
    ]
    return declared(Fact, pd.DataFrame(map(asdict, rows), columns=list(columns(Fact))))


def _digits(value: int | None) -> str | None:
    return None if value is None else str(int(value))


def _score(row: Held) -> str | None:
    """A published total with its maximum, as "82.5/100"; without one, "82.5"."""
    if row.score is None:
        return None
    return f"{row.score:g}" + (f"/{row.score_max:g}" if row.score_max is not None else "")


def _claimed(con: Connection, of: Held) -> dict[str, tuple[str | None, list[str]]]:
    """Who says something of a place in an edition, what an editor ruled about it, and in what
    sources differ about it; with the keys of the pages.
    """
    rows = con.execute(
        """
        SELECT list(DISTINCT claim.source_id ORDER BY claim.source_id),
            string_agg(DISTINCT reason, '; ' ORDER BY reason),
            coalesce(list(DISTINCT claim.source_id ORDER BY claim.source_id)
              FILTER (ruling_id IS NOT NULL), [])
        FROM placement_claim AS claim LEFT JOIN ruling USING (ruling_id)
        WHERE claim.edition_id = $edition AND claim.place_id = $place
        """,
        {"edition": of.edition_id, "place": of.place_id},
    ).fetchall()
    disputes = con.execute(
        """
        SELECT string_agg(DISTINCT kind, ';' ORDER BY kind),
            coalesce(list(DISTINCT source_id ORDER BY source_id), [])
        FROM dispute JOIN dispute_claim USING (dispute_id)
        WHERE edition_id = $edition AND (subject = $place OR dispute_id IN (
            SELECT dispute_id FROM dispute_claim WHERE position = $place))
        """,
        {"edition": of.edition_id, "place": of.place_id},
    ).fetchall()
    ((pages, reasons, ruled),), ((kinds, disputed),) = rows, disputes
    return {"claims": (None, pages or []), "ruling": (reasons, ruled), "dispute": (kinds, disputed)}


def _sizes(con: Connection, edition_id: str) -> dict[str, list[str]]:
    """The pages that tell of a stage the number of entrants or of finalists that is shown (rule
    1).
    """
    rows = con.execute(
        """
        SELECT
            coalesce(list(DISTINCT source_id ORDER BY source_id) FILTER (
              participants = entrants
                AND stage IN ('peserta', 'administrasi', 'paparan')), []),
            coalesce(list(DISTINCT source_id ORDER BY source_id) FILTER (
              (advancing = finalists OR participants = finalists)
                AND coalesce(stage, '') NOT IN ('peserta', 'administrasi')), [])
        FROM stage JOIN (SELECT edition_id, entrants, finalists FROM edition) USING (edition_id)
        WHERE edition_id = $edition
        """,
        {"edition": edition_id},
    ).fetchall()
    ((entrants, finalists),) = rows
    return {"entrants": entrants, "finalists": finalists}


def _main_set(con: Connection, edition_id: str) -> dict[str, tuple[str | None, list[str]]]:
    """How many indicators of the main set of an edition are on record, and how many of them with a
    weight, with the keys of the pages that name them.
    """
    rows = indicator_questions.of_edition(con, edition_id)
    main = list(each(rows[rows["prefix"] == min(rows["prefix"], default="")]))
    pages = list(dict.fromkeys(one for row in main for one in row.source_ids))
    weighed = [row for row in main if row.weight is not None]
    return {
        "indicators": (_digits(len(main) or None), pages),
        "weights": (_digits(len(weighed) or None), pages if weighed else []),
    }


def sources(con: Connection, pair: Pair) -> Rows[Cited]:
    """The pages that facts(), rivals() and the scores of both editions rest on."""
    keys = {
        key for row in each(facts(con, pair)) for key in [*row.before_sources, *row.now_sources]
    }
    keys |= set(assessment_questions.sources(con, pair.before, pair.now)["source_id"])
    above = rivals(con, pair)
    return answer(
        Cited,
        con,
        """
        SELECT source_id, publisher, title, published, url FROM source
        WHERE source_id IN (SELECT unnest($keys::VARCHAR[])) OR source_id IN (
            SELECT source_id FROM placement_claim
            WHERE (edition_id = $before AND place_id IN (SELECT unnest($were::VARCHAR[])))
                OR (edition_id = $now AND place_id IN (SELECT unnest($are::VARCHAR[]))))
        ORDER BY source_id
        """,
        {
            "keys": sorted(keys),
            "before": pair.before,
            "now": pair.now,
            "were": [place for place in above["before_place_id"] if isinstance(place, str)],
            "are": [place for place in above["now_place_id"] if isinstance(place, str)],
        },
    )


def _units(places: Iterator[str], own: Held) -> dict[str, str]:
    """Who each place_id of an edition is, so that it can be found in another: in a province the
    kabkota, which sends one; where it has several they stand for themselves.
    """
    known = list(places)
    if own.level != "provinsi":
        return {place: place for place in known}
    sent = Counter(place[:4] for place in known)
    mine = own.place_id[:4]
    return {
        place: place[:4]
        if place == own.place_id
        or (place[:4].isdigit() and sent[place[:4]] == 1 and place[:4] != mine)
        else place
        for place in known
    }


def rivals(con: Connection, pair: Pair) -> Rows[Rival]:
    """Who surely stood above in either edition, and how each stood in the other; who is above now
    first, by place.
    """
    before, now = sides(con, pair)
    both: list[dict[str, Standing]] = []
    for own in (before, now):
        rows: list[Standing] = list(each(standing_questions.standings(con, own.edition_id)))
        units = _units((row.place_id for row in rows), own)
        both.append({units[row.place_id]: row for row in rows if row.place_id != own.place_id})
    first, second = both
    known = [standing_questions.final_is_known(con, one.edition_id) for one in (before, now)]
    found = []
    for unit in first.keys() | second.keys():
        one, other = first.get(unit), second.get(unit)
        then = _relation(one, before, is_complete=known[0])
        today = _relation(other, now, is_complete=known[1])
        if "above" in {then, today}:
            found.append(_rival(unit, f"{then}_{today}", one, other, own=now))
    told = [asdict(row) for row in sorted(found, key=_order)]
    frame = pd.DataFrame(told, columns=list(columns(Rival)))
    numbers = [name for name in frame.columns if name.endswith(("_low", "_high"))]
    return declared(Rival, frame.astype(dict.fromkeys(numbers, "Int64")))


def _order(row: Rival) -> tuple[bool, int, int, str]:
    last = row.now_low is None
    return (
        not row.kind.endswith("_above"),
        (row.before_low if last else row.now_low) or 0,
        (row.before_high if last else row.now_high) or 0,
        row.name,
    )


def _relation(other: Standing | None, own: Held, *, is_complete: bool) -> str:
    """How somebody stood beside the own one: above, below, level (the same place), outside (of a
    final whose finalists are all known), absent (not on record), open (not known).
    """
    if other is None:
        return "outside" if is_complete else "absent"
    if _surely(other, own):
        return "above"
    if _surely(own, other):
        return "below"
    exact = other.rank_low is not None and other.rank_low == other.rank_high == own.rank_low
    return "level" if exact and own.rank_low == own.rank_high else "open"


def _surely(above: Standing | Held, below: Standing | Held) -> bool:
    high, low = above.rank_high, below.rank_low
    return high is not None and low is not None and high < low


def _rival(
    unit: str, kind: str, before: Standing | None, now: Standing | None, *, own: Held
) -> Rival:
    known = now or before
    if known is None:
        raise LookupError(unit)
    in_province = own.level == "provinsi" and known.kabkota is not None
    then, today = _seen(before), _seen(now)
    return Rival(
        unit,
        str(known.kabkota if in_province else known.kecamatan),
        kind,
        *then,
        *today,
    )


class _Seen(NamedTuple):
    place_id: str | None = None
    kecamatan: str | None = None
    kabkota: str | None = None
    low: int | None = None
    high: int | None = None
    tied: bool | None = None


def _seen(row: Standing | None) -> _Seen:
    if row is None:
        return _Seen()
    return _Seen(row.place_id, row.kecamatan, row.kabkota, row.rank_low, row.rank_high, row.is_tied)


def decomposed(con: Connection, pair: Pair) -> Decomposed | Reason:
    """The change taken apart by the scores of the furthest stage of which both editions have the
    own scores for all indicators, with weights; or why that is not possible.
    """
    own = sides(con, pair)
    stages = [
        list(assessment_questions.stages(con, one.edition_id)["stage"]) for one in own
    ]  # the earliest first
    if not all(stages):
        return "both" if not any(stages) else "now" if stages[0] else "before"
    reason: Reason = "stage"
    for stage in [one for one in stages[1] if one in stages[0]][::-1]:
        found = _of_stage(con, own, stage)
        if isinstance(found, Decomposed):
            return found
        reason = found
    return reason


def _of_stage(con: Connection, own: tuple[Held, Held], stage: str) -> Decomposed | Reason:
    fields = [assessment_questions.field(con, one.edition_id, stage) for one in own]
    if any(
        one.place_id not in set(of.of(of.complete).places["code"])
        for one, of in zip(own, fields, strict=True)
    ):
        return "own"
    if any(of.weights is None for of in fields):
        return "weights"
    same = _same(con, own, fields)
    units = [_units(iter(of.places["code"]), one) for one, of in zip(own, fields, strict=True)]
    mine = units[1][own[1].place_id]
    units[0][own[0].place_id] = mine
    frame = decomposition.frame(fields[0], fields[1], same, (units[0], units[1]), mine)
    if frame is None:
        return "indicators"
    official = [
        one.rank_low if one.rank_low == one.rank_high and one.rank_low is not None else None
        for one in own
    ]
    ends = [
        End(
            float(decomposition.total(frame, changed)),
            decomposition.percent(decomposition.total(frame, changed)) / 10**decomposition.POINTS,
            decomposition.place(frame, changed),
            int(of.complete.sum()),
            int((~of.complete).sum()),
            rank,
            of.unscored,
        )
        for changed, of, rank in zip(
            (frozenset(), frozenset(decomposition.CAUSES)), fields, official, strict=True
        )
    ]
    return Decomposed(
        stage,
        ends[0],
        ends[1],
        decomposition.parts(frame),
        decomposition.moves(frame, (official[0], official[1])),
        tuple(fields[0].criteria["name"][~fields[0].criteria["code"].isin(same)]),
        tuple(fields[1].criteria["name"][~fields[1].criteria["code"].isin(same.values())]),
    )


def _same(con: Connection, own: tuple[Held, Held], fields: list[Field]) -> dict[str, str]:
    """The indicators that are in both editions, by their names: the code before, and now."""
    rows = [
        indicator_questions.of_edition(con, one.edition_id).drop_duplicates("code") for one in own
    ]
    used = [
        known[known["code"].isin(of.criteria["code"])]
        for known, of in zip(rows, fields, strict=True)
    ]
    return indicator_questions.same(*used)
