"""What the field visit found: the scores of the documents beside those of the visit, by kecamatan
and indicator.

A change is beyond the field's spread if it lies more than two scaled median absolute deviations
from the median of all changes (Leys and others 2013); scaled by 1.4826 that deviation is the
standard deviation of a normal distribution.
"""

import numpy as np
import pandas as pd

from analytics.assessment.questions import Array, Field, totals
from analytics.assessment.rows import Change, Moved
from analytics.core.rows import Rows, columns, declared

LIMIT = 2.0
SCALE = 1.4826


def spread(changes: Array) -> tuple[float, float]:
    """The median of changes and their scaled median absolute deviation; (NaN, NaN) where none is
    known.
    """
    known = changes[~np.isnan(changes)]
    if not len(known):
        return np.nan, np.nan
    middle = float(np.median(known))
    return middle, SCALE * float(np.median(np.abs(known - middle)))


def changes(documents: Field, visit: Field) -> Rows[Change]:
    """What changed in the indicators of visited kecamatan that both have. Where all changes are
    equal none is beyond.
    """
    shared = [code for code in documents.criteria["code"] if code in set(visit.criteria["code"])]
    frames = []
    for of in (documents, visit):
        told = pd.DataFrame(of.shares, index=of.places["code"], columns=of.criteria["code"])[shared]
        frames.append(
            told.loc[
                [code for code in documents.places["code"] if code in set(visit.places["code"])]
            ]
        )
    before, after = frames
    names, called = (
        documents.places.set_index("code")["kecamatan"],
        documents.criteria.set_index("code")["name"],
    )
    rows = pd.DataFrame(
        {
            "code": np.repeat(before.index.to_numpy(), len(shared)),
            "criterion": np.tile(np.array(shared, dtype=object), len(before)),
            "before": before.to_numpy().ravel(),
            "after": after.to_numpy().ravel(),
        }
    )
    rows = rows.assign(
        change=rows["after"] - rows["before"],
        kecamatan=rows["code"].map(names),
        name=rows["criterion"].map(called),
    )
    return declared(Change, _marked(rows.dropna(subset=["change"])))


def overall(documents: Field, visit: Field) -> Rows[Moved]:
    """The same for the totals under the official weights, the largest fall first; empty where the
    weights are not known.
    """
    weights = documents.weights
    if weights is None or list(documents.criteria["code"]) != list(visit.criteria["code"]):
        return declared(Moved, pd.DataFrame(columns=list(columns(Moved))))
    after = visit.places[["code"]].assign(after=totals(visit.shares, weights))
    both = (
        documents.places.assign(before=totals(documents.shares, weights))
        .merge(after, on="code")
        .dropna(subset=["before", "after"])
    )
    marked = _marked(both.assign(change=both["after"] - both["before"]))
    return declared(Moved, marked.sort_values("change").reset_index(drop=True))


def order(whole: Rows[Moved], found: Rows[Change]) -> list[str]:
    """The codes of all kecamatan in changes(), those of overall() first and in its order; the
    others have no total.
    """
    return list(dict.fromkeys([*whole["code"], *found["code"]]))


def _marked(rows: pd.DataFrame) -> pd.DataFrame:
    middle, scale = spread(rows["change"].to_numpy(dtype=float))
    return rows.assign(
        is_beyond=(rows["change"] - middle).abs() > LIMIT * scale if scale else False
    )
