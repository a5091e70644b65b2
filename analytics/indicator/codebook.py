"""The codebook: rules from the task lists of camat that propose an indicator where none is known,
and how often they agree.
"""

import pandas as pd
from scipy.stats import binomtest

from analytics.core.query import Connection, each, frame

CONFIDENCE = 0.95


def rules(con: Connection) -> pd.DataFrame:
    """One row per rule: sector (empty: any), keywords (separated by semicolons), indicator,
    reason. By indicator.
    """
    return frame(
        con,
        "SELECT sector, keywords, indicator, reason FROM codebook ORDER BY indicator, sector NULLS"
        " FIRST, keywords",
    )


def accuracy(con: Connection) -> pd.DataFrame:
    """How often the codebook agrees where the indicator is known: one row for the stated ones, one
    for the inferred ones.

    Columns: basis, innovations, covered (the codebook proposes one), right (it is the same; all
    counts), share (right of covered, 0-1), low and high (its Wilson interval at 95%); empty where
    nothing is covered. Method: Wilson, JASA 22 (1927).
    """
    found = frame(
        con,
        """
        SELECT basis, coalesce(sum(innovations), 0)::INTEGER AS innovations,
            coalesce(sum(innovations) FILTER (proposed > 0), 0)::INTEGER AS covered,
            coalesce(sum(innovations) FILTER (proposed = indicator), 0)::INTEGER AS "right",
              "right" / nullif(covered, 0) AS share
        FROM (VALUES ('stated'), ('inferred')) AS bases(basis) LEFT
          JOIN proposal_check USING (basis)
        GROUP BY basis ORDER BY basis DESC
        """,
    )
    intervals = [
        (
            binomtest(row.right, row.covered).proportion_ci(CONFIDENCE, method="wilson")
            if row.covered
            else (None, None)
        )
        for row in each(found)
    ]
    return found.join(pd.DataFrame(intervals, columns=["low", "high"]))


def confusion(con: Connection) -> pd.DataFrame:
    """Known against proposed indicator: one row per pair that occurs, with basis, actual, indicator
    (proposed), innovations.
    """
    return frame(
        con,
        """
        SELECT basis, indicator AS actual, proposed AS indicator, innovations FROM proposal_check
        WHERE proposed > 0 ORDER BY basis DESC, actual, proposed
        """,
    )
