"""The codebook: rules from the task lists of camat that propose an indicator where none is known,
and how often they agree.
"""

import pandas as pd
from scipy.stats import binomtest

from analytics.core.query import Connection, answer, frame
from analytics.core.rows import Rows, declared
from analytics.indicator.rows import Accuracy, Confusion, Rule

CONFIDENCE = 0.95


def rules(con: Connection) -> Rows[Rule]:
    """The rules of the codebook, by indicator."""
    return answer(
        Rule,
        con,
        "SELECT sector, keywords, indicator, reason FROM codebook ORDER BY indicator, sector NULLS"
        " FIRST, keywords",
    )


def accuracy(con: Connection) -> Rows[Accuracy]:
    """How often the codebook agrees where the indicator is known: of the stated ones, then of the
    inferred ones. Method of the interval: Wilson, JASA 22 (1927).
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
            binomtest(right, covered).proportion_ci(CONFIDENCE, method="wilson")
            if covered
            else (None, None)
        )
        for right, covered in zip(found["right"], found["covered"], strict=True)
    ]
    return declared(Accuracy, found.join(pd.DataFrame(intervals, columns=["low", "high"])))


def confusion(con: Connection) -> Rows[Confusion]:
    """Known against proposed indicator, the pairs that occur."""
    return answer(
        Confusion,
        con,
        """
        SELECT basis, indicator AS actual, proposed AS indicator, innovations FROM proposal_check
        WHERE proposed > 0 ORDER BY basis DESC, actual, proposed
        """,
    )
