"""What the scores of an edition say: shares of the maximum, contributions, strengths and
weaknesses, what it takes to rise.

Scores of different scales are never compared: everything here is a share of the maximum, 0-1, and a
total is the sum of the shares times the weights of their indicators. Where a score is missing,
there is no total: unknown is not zero.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.assessment.rows import (
    Called,
    Contribution,
    Criterion,
    Edition,
    Gain,
    Held,
    OfYear,
    Place,
    Ranked,
    Score,
    Source,
    Stage,
    Totals,
)
from analytics.core.query import Connection, answer, frame
from analytics.core.rows import Rows, columns, declared, each
from analytics.indicator import questions as indicator_questions

Array = npt.NDArray[np.float64]
EXACT = 9  # decimals of a total: beyond, two sums in another order differ


class Field(NamedTuple):
    """The scores of one edition and stage.

    `shares` has one row per place and one column per criterion: the mean of the jurors as a share
    of the maximum, 0-1, NaN where unknown. `unscored` names indicators of the same sets that nobody
    has a score for: totals do not count them.
    """

    places: Rows[Place]
    criteria: Rows[Criterion]
    shares: Array
    unscored: tuple[str, ...] = ()

    @property
    def weights(self) -> Array | None:
        """The official weights, as published; None where not all are known."""
        weights = self.criteria["weight"].to_numpy(dtype=float)
        return None if np.isnan(weights).any() or not weights.sum() else weights

    @property
    def complete(self) -> npt.NDArray[np.bool_]:
        """Which places have a score for every indicator."""
        return np.asarray(~np.isnan(self.shares).any(axis=1))

    def of(self, chosen: npt.NDArray[np.bool_]) -> "Field":
        """The same for some of the places."""
        return self._replace(
            places=self.places[chosen].reset_index(drop=True), shares=self.shares[chosen]
        )


def stages(con: Connection, edition_id: str) -> Rows[Stage]:
    """The stages of an edition with scores per indicator and their maximum, the earliest first."""
    return answer(
        Stage,
        con,
        """
        SELECT stage, kecamatan, indicators, jurors FROM scored_stage WHERE edition_id = ?
        ORDER BY list_position(['peserta', 'administrasi', 'paparan', 'tinjau_lapang', 'hasil'],
          stage)
        """,
        [edition_id],
    )


def editions(con: Connection, code: str | None = None) -> Rows[Edition]:
    """Editions with scores per indicator, of one kecamatan or of any, the latest first."""
    return answer(
        Edition,
        con,
        """
        SELECT edition_id, contest_id, concat_ws(' ', short_name,
          coalesce(kabkota.name, provinsi.name), year) AS name,
            year, stage
        FROM edition JOIN (
            SELECT edition_id,
                arg_min(stage, list_position(['peserta', 'administrasi', 'paparan', 'tinjau_lapang',
                  'hasil'], stage)) AS stage
            FROM scored_stage
            WHERE $code IS NULL OR (edition_id, stage) IN (
                SELECT (edition_id, stage) FROM score
                  WHERE place_id = $code AND indicator IS NOT NULL AND value_max > 0)
            GROUP BY edition_id
        ) AS judged USING (edition_id)
        LEFT JOIN kabkota ON kabkota.code = edition.code LEFT JOIN provinsi
          ON provinsi.code = edition.code
        ORDER BY year DESC, level DESC, edition_id
        """,
        {"code": code},
    )


def lacking(con: Connection, edition_id: str) -> list[Literal["maximum", "stage"]]:
    """What the scores per indicator of an edition lack, so that stages() knows none; empty where
    there are no scores.
    """
    row = frame(
        con,
        """
        SELECT count(*) AS scores, coalesce(bool_and(value_max > 0), false) AS maximum,
          count(stage) > 0 AS stage
        FROM score WHERE edition_id = $edition AND indicator IS NOT NULL
            -- Its places say where its scores lie, as in sources().
            AND place_id IN (SELECT place_id FROM placement_claim WHERE edition_id = $edition)
        """,
        {"edition": edition_id},
    ).iloc[0]
    return [name for name in ("maximum", "stage") if row["scores"] and not row[name]]


def sources(con: Connection, *edition_ids: str) -> Rows[Source]:
    """Where the scores of editions come from."""
    # Their places say where their scores lie: only those are read.
    places = con.execute(
        "SELECT DISTINCT place_id FROM placement_claim WHERE edition_id IN (SELECT"
        " unnest($editions::VARCHAR[]))",
        {"editions": list(edition_ids)},
    ).fetchall()
    return answer(
        Source,
        con,
        """
        SELECT source_id, publisher, title, published, url FROM source
        WHERE source_id IN (SELECT source_id FROM score
          WHERE edition_id IN (SELECT unnest($editions::VARCHAR[]))
            AND place_id IN (SELECT unnest($places::VARCHAR[])))
        ORDER BY source_id
        """,
        {"editions": list(edition_ids), "places": [place for (place,) in places]},
    )


def scores(con: Connection, edition_id: str, stage: str, codes: Sequence[str] = ()) -> Rows[Score]:
    """The scores of kecamatan (all, or those of some codes) at a stage, by indicator and juror. Of
    several sources the government's counts, then the first by source_id.
    """
    return answer(
        Score,
        con,
        """
        SELECT place_id AS code, place_name AS kecamatan, kabkota.name AS kabkota, indicator, juror,
          value, value_max
        FROM score JOIN standing USING (edition_id, place_id) JOIN source USING (source_id)
        LEFT JOIN kabkota ON kabkota.code = standing.kabkota_code
        WHERE edition_id = $edition AND stage = $stage AND indicator IS NOT NULL AND value_max > 0
            AND (len($codes::VARCHAR[]) = 0 OR list_contains($codes::VARCHAR[], place_id))
        QUALIFY row_number() OVER (PARTITION BY place_id, indicator, juror
          ORDER BY is_official DESC, source_id) = 1
        ORDER BY place_name, place_id, indicator, juror
        """,
        {"edition": edition_id, "stage": stage, "codes": list(codes)},
    )


def field(con: Connection, edition_id: str, stage: str, codes: Sequence[str] = ()) -> Field:
    """The scores of one edition and stage, of all kecamatan or of those of some codes: the joint
    score of an indicator where there is one, else the mean of the jurors.
    """
    rows = scores(con, edition_id, stage, codes)
    joint = rows["juror"].isna()
    has_joint = (
        joint.groupby([rows["code"], rows["indicator"]]).transform("any") if len(rows) else joint
    )
    rows = rows[~has_joint | joint].assign(share=lambda d: d["value"] / d["value_max"])
    places = declared(
        Place, rows[list(columns(Place))].drop_duplicates("code").reset_index(drop=True)
    )
    known = (
        indicator_questions.of_edition(con, edition_id)
        .drop_duplicates("code")
        .set_index("code", drop=False)
    )
    used = sorted(rows["indicator"].unique(), key=lambda code: (len(code), code))
    maxima = rows.groupby("indicator")["value_max"].max()
    criteria = pd.DataFrame(
        {
            "code": used,
            "name": [known["name"].get(code, f"Indikator {code}") for code in used],
            "weight": pd.Series([known["weight"].get(code) for code in used], dtype=float),
            "maximum": [float(maxima[code]) for code in used],
        }
    )
    means = rows.groupby(["code", "indicator"])["share"].mean().unstack()
    same_sets = known["prefix"].isin(known.loc[known["code"].isin(used), "prefix"])
    unscored = tuple(known.loc[same_sets & ~known["code"].isin(used), "name"])
    return Field(
        places,
        declared(Criterion, criteria),
        means.reindex(index=places["code"], columns=used).to_numpy(dtype=float),
        unscored,
    )


def totals(shares: Array, weights: Array) -> Array:
    """Totals as shares of the highest possible, 0-1: the weighted mean of shares (one row per
    place).
    """
    summed: Array = np.round(shares @ (weights / weights.sum()), EXACT)
    return summed


def places(values: Array) -> npt.NDArray[np.int64]:
    """Places by value, the highest first; equal values share the better place, as in sport. NaN has
    none and is 0.
    """
    higher = (values[None, :] > values[:, None]).sum(axis=1) + 1
    return np.where(np.isnan(values), 0, higher)


def ranked(of: Field, weights: Array | None = None) -> Rows[Ranked]:
    """Places under weights, best first; only of places with every score.

    Args:
        of: the scores.
        weights: one per criterion; by default the official ones.
    """
    known, weights = of.of(of.complete), of.weights if weights is None else weights
    if weights is None:
        return declared(Ranked, known.places.assign(total=np.nan, place=0)[:0])
    total = totals(known.shares, weights)
    found = known.places.assign(total=total, place=places(total))
    ordered = found.sort_values(["place", "kecamatan"], kind="stable").reset_index(drop=True)
    return declared(Ranked, ordered)


def contributions(of: Field) -> Rows[Contribution]:
    """What every criterion brings to every place."""
    count, criteria = of.shares.shape
    medians = np.nanmedian(of.shares, axis=0) if count else np.full(criteria, np.nan)
    share = of.shares.ravel()
    repeated = (
        of.criteria.loc[np.tile(np.arange(criteria), count)]
        .reset_index(drop=True)
        .rename(columns={"code": "criterion"})
    )
    who = of.places.loc[np.repeat(np.arange(count), criteria), ["code", "kecamatan"]].reset_index(
        drop=True
    )
    told = pd.concat([who, repeated], axis=1).assign(share=share, median=np.tile(medians, count))
    whole = told.assign(
        contribution=told["share"] * told["weight"], gap=told["share"] - told["median"]
    )
    return declared(Contribution, whole)


def gains(of: Field, code: str, goal: int = 3) -> Rows[Gain] | None:
    """The smallest gains that bring a place among the first `goal`.

    Minimised is the sum of the gains in shares of the maximum; the total must reach that of whoever
    now closes the first `goal`, others unchanged, and no share may exceed 1. This linear programme
    is a fractional knapsack, which filling the heaviest indicators first solves exactly (Dantzig
    1957). Rows with a gain only, the largest effect first. Empty where the place is there already;
    None where weights or a score are not known.
    """
    known, weights = of.of(of.complete), of.weights
    if weights is None or code not in set(known.places["code"]):
        return None
    at = int(known.places.index[known.places["code"] == code][0])
    parts, total = weights / weights.sum(), totals(known.shares, weights)
    missing = np.sort(np.delete(total, at))[-goal] - total[at] if len(total) > goal else 0.0
    needed = known.shares[at].copy()
    for best in np.argsort(-parts, kind="stable"):
        if missing > 10**-EXACT and parts[best] > 0:
            step = min(1 - needed[best], missing / parts[best])
            needed[best] += step
            missing -= step * parts[best]
    told = known.criteria.rename(columns={"code": "criterion"}).assign(
        share=known.shares[at], needed=needed
    )
    raised = told[told["needed"] > told["share"]]
    effect = (raised["needed"] - raised["share"]) * raised["weight"]
    return declared(Gain, raised.assign(effect=effect).sort_values("effect", ascending=False))


def reached(score: float) -> float:
    """A score that is needed, in hundredths and never less: rounded as usual it might just not
    suffice.
    """
    return float(np.ceil(np.round(100 * score, EXACT - 2)) / 100)


def years(con: Connection, contest_id: str, code: str) -> Rows[OfYear]:
    """Shares of the maximum of one kecamatan over the editions of a contest, earliest first.

    Of each edition the furthest stage that has scores of the kecamatan per indicator. `verdict`
    says whether the indicators can be compared with those of the last edition shown
    (indicator.questions.compared_to_last); where they can, `criterion` and `name` are those that
    the last edition gives to the same indicator.
    """
    held = answer(
        Held,
        con,
        """
        SELECT year, edition_id,
            arg_max(stage, list_position(['peserta', 'administrasi', 'paparan', 'tinjau_lapang',
              'hasil'], stage)) AS stage
        FROM score JOIN edition USING (edition_id)
        WHERE contest_id = ? AND place_id = ? AND indicator IS NOT NULL AND value_max > 0
          AND stage IS NOT NULL
        GROUP BY year, edition_id ORDER BY year
        """,
        [contest_id, code],
    )
    found, last = [], str(held["edition_id"].iloc[-1]) if len(held) else ""
    sides = indicator_questions.compared_to_last(con, list(held["edition_id"])) if len(held) else []
    for row, (compared, partners) in zip(each(held), sides, strict=True):
        rows: pd.DataFrame = contributions(field(con, row.edition_id, row.stage, [code]))
        verdict = compared if row.edition_id != last else "same"
        if verdict == "same" and row.edition_id != last:
            told = [partners.get(criterion, ("", "")) for criterion in rows["criterion"]]
            if all(one for one, _ in told):
                rows = rows.assign(
                    criterion=[one for one, _ in told], name=[name for _, name in told]
                )
            else:
                verdict = "different"  # the stage was judged by another set than the main one
        found.append(
            rows.assign(
                year=int(row.year), edition_id=row.edition_id, stage=row.stage, verdict=verdict
            )
        )
    names = list(columns(OfYear))
    whole = pd.concat(found, ignore_index=True)[names] if found else pd.DataFrame(columns=names)
    return declared(OfYear, whole)


def totals_published(con: Connection) -> Rows[Totals]:
    """Editions of which pages publish totals and nothing per indicator, the latest first."""
    return answer(
        Totals,
        con,
        """
        WITH candidate AS MATERIALIZED (
            SELECT edition.* FROM edition WHERE edition_id NOT IN (SELECT edition_id
              FROM scored_stage)
        ),
        scored AS MATERIALIZED (
            SELECT edition_id, count(*) AS scores FROM standing
            WHERE score IS NOT NULL AND edition_id IN (SELECT edition_id FROM candidate)
              GROUP BY edition_id
        )
        SELECT edition_id, contest_id, concat_ws(' ', short_name,
          coalesce(kabkota.name, provinsi.name), year) AS name, year,
            scores
        FROM scored JOIN candidate USING (edition_id)
        LEFT JOIN kabkota ON kabkota.code = candidate.code
        LEFT JOIN provinsi ON provinsi.code = candidate.code
        -- Scores that lack a maximum or a stage make no scored_stage.
        WHERE edition_id NOT IN (
            SELECT edition_id FROM score WHERE indicator IS NOT NULL
              AND edition_id IN (SELECT edition_id FROM scored))
        ORDER BY year DESC, edition_id
        """,
    )


def labels(places: Rows[Called], apart: str = "kabkota") -> dict[str, str]:
    """What to call each place, by code: the name of the kecamatan, with the column `apart` where
    two have the same.
    """
    twice = places["kecamatan"].duplicated(keep=False)
    return {
        row.code: f"{row.kecamatan}, {getattr(row, apart)}" if shared else row.kecamatan
        for row, shared in zip(each(places), twice, strict=True)
    }
