"""The same answers with plain pandas, from whole tables held in memory; that these had to be loaded
first is not counted.

A twin takes the tables by name and the arguments of the question, and gives the columns that it
shares with the answer, in the same order of rows. Functions without a twin return a handful of rows
found by their key, or compute in numpy or Python what the database only hands over.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analytics.core.editions import Span, Totals
from analytics.core.query import Connection
from analytics.standing.questions import MIDDLE

Tables = dict[str, pd.DataFrame]
USED = (
    "standing", "edition", "kabkota", "kecamatan", "provinsi", "placement_claim", "source", "score",
    "innovation",
    "dispute",
)  # fmt: skip
STAGES = ["peserta", "administrasi", "paparan", "tinjau_lapang", "hasil"]


def tables(con: Connection, without: Collection[str] = ()) -> Tables:
    """Whole tables as frames."""
    return {name: con.table(name).df() for name in USED if name not in without}


def trail(on: Tables, contest_id: str, span: Span, by: str) -> pd.DataFrame:
    """Twin of standing.questions.trail."""
    held = on["edition"][
        (on["edition"]["contest_id"] == contest_id)
        & on["edition"]["year"].between(span.first, span.last)
    ]
    names = on["kabkota"].set_index("code")["name"]
    rows = on["standing"].merge(
        held[["edition_id", "year", "entrants", "entitled"]], on="edition_id"
    )
    region = rows["kabkota_code"].map(names)
    if by == "kabkota":
        rows = rows.assign(
            unit=rows["kabkota_code"], name=region, detail=rows["place_name"]
        ).dropna(subset=["unit"])
    else:
        rows = rows.assign(unit=rows["place_id"], name=rows["place_name"], detail=region)
    best = rows.sort_values(["rank_low", "rank_high", "place_name"]).drop_duplicates(
        ["edition_id", "unit"]
    )
    return best.sort_values(["rank_low", "rank_high", "name"]).sort_values(
        "year", ascending=False, kind="stable"
    )


def medals(on: Tables, contest_id: str, span: Span, by: str) -> pd.DataFrame:
    """Twin of standing.questions.medals."""
    rows = trail(on, contest_id, span, by)
    known = rows["rank_low"] == rows["rank_high"]
    rows = rows[rows["is_finalist"] | (known & (rows["rank_high"] <= 3))].assign(
        **{medal: known & (rows["rank_low"] == at) for at,
        medal in enumerate(("gold", "silver", "bronze"), start=1)},
        among_three=(rows["rank_low"] < rows["rank_high"]) & (rows["rank_high"] <= 3),
        harapan=rows["title"].str.startswith("harapan"),
        open=(rows["rank_low"] <= 3) & (rows["rank_low"] < rows["rank_high"]),
    )  # fmt: skip
    counts = ["gold", "silver", "bronze", "harapan"]
    found = rows.sort_values("year").groupby("unit").agg(
        name=("name", "last"), detail=("detail", "last"),
        **{count: (count, "sum") for count in (*counts, "among_three", "open")},
        editions=("year", "size"), last_year=("year", "max"),
    ).reset_index()  # fmt: skip
    found["finalist"] = found["editions"] - found[counts].sum(axis=1)
    order = ["gold", "silver", "bronze", "among_three", "harapan", "finalist"]
    return _positioned(found, order).sort_values(
        ["position", "last_year", "name"], ascending=[True, False, True]
    )


def _positioned(found: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """With the column position: by these columns, the highest first; equals share the better
    one.
    """
    ordered = found.sort_values(list(order), ascending=False).reset_index(drop=True)
    fresh = ordered[list(order)].ne(ordered[list(order)].shift()).any(axis=1)
    return ordered.assign(
        position=pd.Series(np.arange(1, len(ordered) + 1)).where(fresh).ffill().astype(int)
    )


def index(on: Tables, contest_id: str, span: Span, by: str, half_life: float) -> pd.DataFrame:
    """Twin of standing.questions.index."""
    rows = trail(on, contest_id, span, by).dropna(subset=["rank_high"])
    entered = np.maximum(rows["entrants"].fillna(rows["entitled"]), rows["rank_high"])
    weight = 0.5 ** ((span.last - rows["year"].astype(float)) / half_life)
    both = rows["rank_low"] + rows["rank_high"]
    points = 100 * (1 - (both / 2 - 0.5) / entered)
    rows = rows.assign(weight=weight, worth=points * weight, assumed=rows["entrants"].isna())
    found = rows.sort_values("year").groupby("unit").agg(
        name=("name", "last"), detail=("detail", "last"), worth=("worth", "sum"),
        weight=("weight", "sum"),
        editions=("year", "size"), assumed=("assumed", "sum"), last_year=("year", "max"),
    ).reset_index()  # fmt: skip
    found = found.assign(
        index=(found["worth"] + MIDDLE) / (found["weight"] + 1),
        mean=found["worth"] / found["weight"],
    )
    placed = _positioned(found.assign(rounded=found["index"].round(9)), ["rounded"])
    return placed.sort_values(
        ["position", "editions", "last_year", "name"], ascending=[True, False, False, True]
    )


def contests(on: Tables) -> pd.DataFrame:
    """Twin of editions.contests."""
    held = on["edition"][on["edition"]["edition_id"].isin(on["standing"]["edition_id"])]
    found = held.groupby(["contest_id", "level", "code"], as_index=False).agg(
        is_skk=("is_skk", "any"), first_year=("year", "min"), last_year=("year", "max"),
        editions=("year", "size"),
        kind=("class", "first"),
    )  # fmt: skip
    called = held.groupby(["contest_id", "short_name"], as_index=False).size()
    called = called.sort_values(["size", "short_name"], ascending=[False, True]).drop_duplicates(
        "contest_id"
    )
    found = found.merge(called, on="contest_id")
    names = pd.concat([on["provinsi"], on["kabkota"]]).set_index("code")["name"]
    label = found["code"].map(names) + (" · kelas " + found["kind"]).fillna("")
    label = label.where(found["is_skk"], label + " · " + found["short_name"])
    return found.assign(label=label).sort_values(
        ["is_skk", "label", "contest_id"], ascending=[False, True, True]
    )


def editions(on: Tables, contest_id: str) -> pd.DataFrame:
    """Twin of editions.editions."""
    held = on["edition"][on["edition"]["contest_id"] == contest_id]
    rows = on["standing"][on["standing"]["edition_id"].isin(held["edition_id"])]
    counted = rows.assign(ranked=rows["rank_low"] == rows["rank_high"]).groupby("edition_id").agg(
        ranked=("ranked", "sum"), known=("place_id", "size"), is_inferred=("is_inferred", "all")
    )  # fmt: skip
    disputes = on["dispute"].groupby("edition_id").size().rename("disputes")
    found = (
        held.join(counted, on="edition_id", how="inner")
        .join(disputes, on="edition_id")
        .fillna({"disputes": 0})
    )
    return found.sort_values("year", ascending=False)


def totals(on: Tables) -> Totals:
    """Twin of editions.totals."""
    rows = on["standing"].merge(on["edition"][["edition_id", "is_skk"]], on="edition_id")
    known = rows.groupby("edition_id").agg(
        is_skk=("is_skk", "first"), is_inferred=("is_inferred", "all")
    )
    return Totals(
        editions=int((known["is_skk"] & ~known["is_inferred"]).sum()),
        inferred=int((known["is_skk"] & known["is_inferred"]).sum()),
        kindred=int((~known["is_skk"]).sum()),
        kecamatan=rows["kecamatan_code"].nunique(),
        sources=on["placement_claim"]["source_id"].nunique(),
        claims=len(on["placement_claim"]),
        disputes=len(on["dispute"]),
    )


def standings(on: Tables, edition_id: str) -> pd.DataFrame:
    """Twin of standing.questions.standings, without is_placed."""
    rows = on["standing"][on["standing"]["edition_id"] == edition_id].rename(
        columns={"place_name": "kecamatan"}
    )
    told = on["placement_claim"][on["placement_claim"]["edition_id"] == edition_id].merge(
        on["source"], on="source_id"
    )
    told = told.assign(page=told["url"].fillna(told["title"])).dropna(subset=["page"])
    pages = (
        told.groupby("place_id")["page"]
        .agg(lambda names: "; ".join(sorted(set(names))))
        .rename("pages")
    )
    rows = rows.assign(
        kabkota=rows["kabkota_code"].map(on["kabkota"].set_index("code")["name"])
    ).join(pages, on="place_id")
    return rows.sort_values(["rank_low", "rank_high", "kabkota", "kecamatan"])


def claim_sources(on: Tables, edition_id: str) -> pd.DataFrame:
    """Twin of evidence.questions.sources."""
    told = on["placement_claim"][on["placement_claim"]["edition_id"] == edition_id]
    counted = told.groupby("source_id").size().rename("claims").reset_index()
    counted = counted.merge(on["source"].drop(columns="claims"), on="source_id")
    return counted.sort_values(["claims", "publisher", "source_id"], ascending=[False, True, True])


def turnover(on: Tables, contest_id: str, by: str) -> pd.DataFrame:
    """Twin of trend.questions.turnover."""
    rows = trail(on, contest_id, Span(0, 9999), by)
    final = rows[rows["is_finalist"]]
    held = on["edition"][on["edition"]["contest_id"] == contest_id].set_index("edition_id")
    final = final.assign(is_fresh=final["year"] == final.groupby("unit")["year"].transform("min"))
    counted = final.groupby("edition_id").agg(
        year=("year", "first"), finals=("year", "size"), fresh=("is_fresh", "sum")
    )
    counted = counted[counted["finals"] >= held["finalists"].reindex(counted.index)].sort_values(
        "year"
    )
    counted = counted.assign(fresh=counted["fresh"].where(np.arange(len(counted)) > 0))
    counted = counted.assign(
        returning=counted["finals"] - counted["fresh"], share=counted["fresh"] / counted["finals"]
    )
    years = pd.DataFrame({"year": np.arange(held["year"].min(), held["year"].max() + 1)})
    found = years.merge(held.reset_index()[["year", "edition_id"]], on="year", how="left")
    return found.join(counted.drop(columns="year"), on="edition_id").sort_values("year")


def by_region(on: Tables, province_code: str) -> pd.DataFrame:
    """Twin of evidence.questions.by_region."""
    regions = on["kabkota"][on["kabkota"]["province_code"] == province_code].set_index("code")
    skk = on["edition"][on["edition"]["is_skk"]]
    mine = on["standing"][on["standing"]["kabkota_code"].isin(regions.index)]
    rows = mine.merge(skk[["edition_id", "level", "year"]], on="edition_id")
    years = rows.groupby(["kabkota_code", "level"])["year"].nunique().unstack(fill_value=0)
    ranked = rows[(rows["level"] == "kabkota") & (rows["rank_low"] == rows["rank_high"])]
    found = pd.DataFrame({
        "kabkota": regions["name"], "province_editions": years["provinsi"],
        "own_editions": years["kabkota"],
        "own_ranked": ranked.groupby("kabkota_code")["year"].nunique(),
        "kecamatan": on["kecamatan"].groupby("kabkota_code").size(),
        "kecamatan_known": rows.groupby("kabkota_code")["kecamatan_code"].nunique(),
        "innovations": on["innovation"].groupby("kabkota_code").size(),
        "sources": on["placement_claim"].groupby("kabkota_code")["source_id"].nunique(),
    }).reindex(regions.index).fillna(0)  # fmt: skip
    order = ["kecamatan_known", "province_editions", "own_editions", "kabkota"]
    return (
        found.rename_axis("kabkota_code")
        .reset_index()
        .sort_values(order, ascending=[False, False, False, True])
    )


def _scored(on: Tables) -> pd.Series:
    rows = on["score"]
    return rows["indicator"].notna() & (rows["value_max"] > 0) & rows["stage"].notna()


def stages(on: Tables, edition_id: str) -> pd.DataFrame:
    """Twin of assessment.questions.stages."""
    rows = on["score"][(on["score"]["edition_id"] == edition_id) & _scored(on)]
    found = rows.groupby("stage").agg(
        kecamatan=("place_id", "nunique"),
        indicators=("indicator", "nunique"),
        jurors=("juror", "nunique"),
    )
    return found.reindex([stage for stage in STAGES if stage in found.index]).reset_index()


def scored_editions(on: Tables, code: str | None = None) -> pd.DataFrame:
    """Twin of assessment.questions.editions."""
    scores = on["score"][_scored(on) & ((on["score"]["place_id"] == code) | (code is None))]
    order = ["peserta", "administrasi", "paparan", "tinjau_lapang", "hasil"]
    first = (
        scores.assign(at=scores["stage"].map(order.index))
        .groupby("edition_id")["at"]
        .min()
        .map(order.__getitem__)
    )
    found = on["edition"].merge(first.rename("stage"), on="edition_id")
    region = found["code"].map(pd.concat([on["provinsi"], on["kabkota"]]).set_index("code")["name"])
    found = found.assign(name=found["short_name"] + " " + region + " " + found["year"].astype(str))
    return found.sort_values(["year", "level", "edition_id"], ascending=[False, False, True])


def score_sources(on: Tables, edition_id: str) -> pd.DataFrame:
    """Twin of assessment.questions.sources."""
    used = on["score"].loc[on["score"]["edition_id"] == edition_id, "source_id"].unique()
    return on["source"][on["source"]["source_id"].isin(used)].sort_values("source_id")


def shares(on: Tables, edition_id: str, stage: str) -> pd.DataFrame:
    """Twin of the scores that assessment.questions.field rests on: by kecamatan and indicator, the
    mean of the jurors.
    """
    rows = on["score"][
        (on["score"]["edition_id"] == edition_id) & (on["score"]["stage"] == stage) & _scored(on)
    ]
    standing = on["standing"][on["standing"]["edition_id"] == edition_id]
    means = (
        rows.assign(share=rows["value"] / rows["value_max"])
        .groupby(["place_id", "indicator"])["share"]
        .mean()
        .unstack()
    )
    return means.loc[standing.sort_values(["place_name", "place_id"])["place_id"]]


def totals_published(on: Tables) -> pd.DataFrame:
    """Twin of assessment.questions.totals_published."""
    by_criterion = on["score"].loc[on["score"]["indicator"].notna(), "edition_id"].unique()
    rows = on["standing"][~on["standing"]["edition_id"].isin(by_criterion)].dropna(subset=["score"])
    rows = rows.groupby("edition_id").size().rename("scores")
    found = on["edition"].join(rows, on="edition_id", how="inner")
    names = pd.concat([on["provinsi"], on["kabkota"]]).set_index("code")["name"]
    found["name"] = (
        found["short_name"] + " " + found["code"].map(names) + " " + found["year"].astype(str)
    )
    return found.sort_values(["year", "edition_id"], ascending=[False, True])


def spread(on: Tables, context: str, by: str, proposed: bool) -> pd.DataFrame:
    """Twin of innovation.questions.spread by sector, without proposals."""
    assert (by, proposed) == ("sector", False)
    rows = on["innovation"][on["innovation"]["context"] == context]
    rows = rows.assign(
        value=rows["sector"].fillna(""), number=rows["indicator"].fillna(0).astype(int)
    )
    found = rows.groupby(["value", "number", "indicator_basis"], as_index=False).agg(
        innovations=("innovation_id", "size"), kecamatan=("kecamatan_code", "nunique")
    )
    basis = found["indicator_basis"].map({"stated": 1, "inferred": 2, "unknown": 3})
    found = found.assign(
        code=found["value"], indicator=found["number"], last=found["number"] == 0, place=basis
    )
    return found.rename(columns={"indicator_basis": "basis"}).sort_values(
        ["value", "last", "number", "place"]
    )


# By the label of a case of tests.bench.questions.
TWINS: dict[str, Callable[..., Any]] = {
    "standing.questions.trail": trail,
    "standing.questions.medals": medals,
    "standing.questions.index": index,
    "assessment.questions.editions": scored_editions,
    "assessment.questions.field": shares,
    "assessment.questions.sources": score_sources,
    "assessment.questions.stages": stages,
    "assessment.questions.totals_published": totals_published,
    "evidence.questions.sources": claim_sources,
    "evidence.questions.by_region": by_region,
    "core.editions.contests (all)": contests,
    "core.editions.editions": editions,
    "core.editions.totals": totals,
    "innovation.questions.spread": spread,
    "standing.questions.standings": standings,
    "trend.questions.turnover": turnover,
}


# Those that need all scores; 29 million of them are too many to hold.
OF_SCORES = {
    "assessment.questions.editions",
    "assessment.questions.field",
    "assessment.questions.sources",
    "assessment.questions.stages",
    "assessment.questions.totals_published",
}


def same(answer: Any, twin: Any) -> bool:
    """Whether a twin says what the answer says, in the columns that both have."""
    if isinstance(answer, dict | Totals):
        return answer == twin
    if isinstance(answer, tuple):  # assessment.Field
        return list(answer.places["code"]) == list(twin.index) and np.allclose(
            answer.shares, twin.to_numpy(), equal_nan=True
        )
    shared = [column for column in answer.columns if column in twin.columns]
    return (
        len(answer) == len(twin)
        and bool(shared)
        and all(_alike(answer[name], twin[name]) for name in shared)
    )


def _alike(one: pd.Series, other: pd.Series) -> bool:
    left, right = one.reset_index(drop=True), other.reset_index(drop=True)
    if not (left.isna() == right.isna()).all():
        return False
    left, right = left.dropna(), right.dropna()
    if pd.api.types.is_numeric_dtype(left) and pd.api.types.is_numeric_dtype(right):
        return np.allclose(left.astype(float), right.astype(float))
    return list(left) == list(right)
