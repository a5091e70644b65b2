"""The codebook: rules from the task lists of camat that propose an indicator where none is known, and how often they agree."""

import pandas as pd
from scipy.stats import binomtest

from analytics.editions import Connection
from analytics.query import frame

CONFIDENCE = 0.95


def rules(con: Connection) -> pd.DataFrame:
    """One row per rule: sector (empty: any), keywords (separated by semicolons), indicator (1-7), reason. By indicator."""
    return frame(con, "SELECT sector, keywords, indicator, reason FROM codebook ORDER BY indicator, sector NULLS FIRST, keywords")


def proposals(con: Connection) -> pd.DataFrame:
    """What the codebook proposes for innovations whose indicator is unknown (the basis "aturan").

    One row per innovation for which it proposes one: innovation_id, indicator (1-7), words (list of the matched key words),
    reason (of each matched rule, one after the other). Where two indicators are equally strong there is none.
    """
    return _proposed(con, known=False)[["innovation_id", "indicator", "words", "reason"]]


def _proposed(con: Connection, known: bool) -> pd.DataFrame:
    return frame(
        con,
        """
        WITH told AS (
            SELECT innovation_id, list(DISTINCT claim.sector) AS sectors,
                ' ' || regexp_replace(lower(string_agg(concat_ws(' ', claim.name, claim.expansion, claim.description), ' ')),
                    '[^a-z0-9]+', ' ', 'g') || ' ' AS told
            FROM innovation_claim AS claim JOIN innovation USING (innovation_id)
            WHERE (innovation.indicator IS NOT NULL) = $known
            GROUP BY innovation_id
        ),
        word AS (SELECT rule_id, unnest(string_split(keywords, ';')) AS word FROM codebook),
        matched AS (
            SELECT innovation_id, codebook.indicator, rule_id, any_value(codebook.reason) AS reason,
                list(DISTINCT word ORDER BY word) AS words
            FROM told JOIN word ON contains(told, ' ' || word || ' ')
            JOIN codebook USING (rule_id)
            WHERE codebook.sector IS NULL OR list_contains(sectors, codebook.sector)
            GROUP BY innovation_id, codebook.indicator, rule_id
        ),
        strength AS (
            SELECT innovation_id, indicator, count(*) AS rules, list_sort(list_distinct(flatten(list(words)))) AS words,
                string_agg(DISTINCT reason, ' ' ORDER BY reason) AS reason
            FROM matched GROUP BY innovation_id, indicator
            QUALIFY rank() OVER (PARTITION BY innovation_id ORDER BY rules DESC) = 1
        )
        SELECT strength.innovation_id, strength.indicator, words, reason, innovation.indicator AS actual,
            innovation.indicator_basis AS basis
        FROM strength JOIN innovation USING (innovation_id)
        QUALIFY count(*) OVER (PARTITION BY innovation_id) = 1
        ORDER BY innovation_id
        """,
        {"known": known},
    )


def accuracy(con: Connection) -> pd.DataFrame:
    """How often the codebook agrees where the indicator is known: one row for the stated ones, one for the inferred ones.

    Columns: basis, innovations, covered (the codebook proposes one), right (it is the same; all counts), share (right of
    covered, 0-1), low and high (its Wilson interval at 95%); empty where nothing is covered. Method: Wilson, JASA 22 (1927).
    """
    sizes = frame(
        con,
        """
        SELECT basis, count(innovation_id) AS innovations
        FROM (VALUES ('stated'), ('inferred')) AS bases(basis) LEFT JOIN innovation ON indicator_basis = basis
        GROUP BY basis ORDER BY basis DESC
        """,
    )
    proposed = _proposed(con, known=True)
    told = []
    for basis in sizes["basis"]:
        mine = proposed[proposed["basis"] == basis]
        covered, right = len(mine), int((mine["indicator"] == mine["actual"]).sum())
        interval = binomtest(right, covered).proportion_ci(CONFIDENCE, method="wilson") if covered else None
        told.append(
            {
                "covered": covered,
                "right": right,
                "share": right / covered if covered else None,
                "low": interval.low if interval else None,
                "high": interval.high if interval else None,
            }
        )
    return sizes.join(pd.DataFrame(told))


def confusion(con: Connection) -> pd.DataFrame:
    """Known against proposed indicator: one row per pair that occurs, with basis, actual, indicator (proposed), innovations."""
    proposed = _proposed(con, known=True)
    return (
        proposed.groupby(["basis", "actual", "indicator"], as_index=False)
        .size()
        .rename(columns={"size": "innovations"})
        .sort_values(["basis", "actual", "indicator"], ascending=[False, True, True], ignore_index=True)
    )
