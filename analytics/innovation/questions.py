"""The innovation catalogue: how innovations spread over the indicators, search, and what is known
of one.
"""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analytics.core.query import Connection, answer, record
from analytics.core.rows import Rows, columns, declared
from analytics.core.typed import WORDS, cut
from analytics.innovation.rows import (
    Catalogued,
    Count,
    Detail,
    Elsewhere,
    Hit,
    Option,
    Part,
    Report,
    Source,
    Unplaced,
)
from data import words

By = Literal["sector", "year", "success", "kabkota", "digital", "actor", "nothing"]
LEAST_TYPED = 3  # letters of a word from which a typing error is forgiven
UNKNOWN = ""  # the value of a filter that asks for what is not known


@dataclass(frozen=True)
class Wanted:
    """Which innovations: None takes all, "" (0 for numbers) those of which it is not known.

    `context` is skk (reported for the contest) or lain (other news of public service); `indicator`
    any; `basis` stated, inferred, unknown, or rule (not known, and the codebook proposes one);
    `success` finalist (its kecamatan was in a final of the province), entrant (is on record in
    SKK), none, unnamed; `digital` yes or no. With `proposed` (as with the basis rule) an indicator
    that is not known is the one that the codebook proposes, where it does.
    """

    context: str | None = None
    indicator: int | None = None
    basis: str | None = None
    sector: str | None = None
    year: int | None = None
    kabkota: str | None = None
    success: str | None = None
    digital: str | None = None
    actor: str | None = None
    proposed: bool = False

    @property
    def parameters(self) -> dict[str, object]:
        """The filters by name, as the queries below bind them."""
        return {name: value for name, value in vars(self).items() if name != "proposed"}


def spread(con: Connection, context: str, by: By, proposed: bool = False) -> Rows[Part]:
    """How many innovations each indicator has, by the value of a property and by basis, where there
    are any.

    An innovation that several actors carry counts once for each. With `proposed`, an indicator that
    is not known is the one that the codebook proposes, where it does (basis rule).
    """
    return answer(
        Part,
        con,
        """
        SELECT value, code, indicator, basis, innovations, kecamatan FROM innovation_spread
        WHERE context = $context AND property = $by AND is_proposed = $proposed
        ORDER BY value, indicator = 0, indicator,
          list_position(['stated', 'inferred', 'rule', 'unknown'], basis), code
        """,
        {"context": context, "by": by, "proposed": proposed},
    )


def by_indicator(con: Connection, context: str, proposed: bool = False) -> Rows[Count]:
    """The same for all innovations together, by indicator and basis."""
    return declared(Count, spread(con, context, "nothing", proposed)[list(columns(Count))])


def unplaced(con: Connection, context: str, most: int = 100) -> Rows[Unplaced]:
    """Innovations of a context whose indicator is not known, at most so many: those for which the
    codebook proposes one first, by indicator and name.
    """
    return answer(
        Unplaced,
        con,
        """
        SELECT innovation_id, name, kecamatan, kabkota, proposal.indicator AS proposed, words
        FROM catalogue LEFT JOIN proposal USING (innovation_id)
        WHERE catalogue.indicator IS NULL AND context = $context
        ORDER BY proposed NULLS LAST, lower(name), innovation_id LIMIT $most
        """,
        {"context": context, "most": most},
    )


def search(
    con: Connection, typed: str, wanted: Wanted, first: int = 0, most: int = 12
) -> Rows[Hit]:
    """Innovations in which every typed word is found: those for the contest first, then the best;
    without words, the latest.

    A word is met as it is, by its stem, or as the beginning of a longer word; only where nothing in
    the catalogue is, also with one error (from three letters) or two (from eight). What is met
    weighs by its place (name 4, expansion 3, region 2, the rest 1), by how rare it is, and by how
    well it is met.

    Args:
        con: the database.
        typed: what was typed.
        wanted: filters.
        first: how many to pass over.
        most: how many at most.
    """
    typed_words = words.split(cut(typed))[:WORDS]
    return answer(
        Hit,
        con,
        """
        WITH rule AS (SELECT innovation_id, indicator AS proposed FROM proposal WHERE $proposed),
        typed AS (SELECT unnest($words::VARCHAR[]) AS word, unnest($stems::VARCHAR[]) AS stem),
        meant AS (
            SELECT typed.word AS typed, vocabulary.stem, rarity, CASE
                WHEN vocabulary.word = typed.word THEN 1.0 WHEN vocabulary.stem = typed.stem
                  THEN 0.9
                WHEN starts_with(vocabulary.word, typed.word) THEN 0.8 ELSE 0.5 END AS likeness
            FROM typed JOIN search.vocabulary ON vocabulary.stem = typed.stem
              OR starts_with(vocabulary.word, typed.word)
                OR (length(typed.word) >= $least
                    AND abs(length(vocabulary.word) - length(typed.word)) <= 2
                    AND damerau_levenshtein(vocabulary.word, typed.word) <= CASE
                      WHEN length(typed.word) >= 8 THEN 2 ELSE 1 END)
            QUALIFY likeness > 0.5 OR max(likeness) OVER (PARTITION BY typed.word) = 0.5
        ),
        met AS (
            SELECT innovation_id, typed, max(likeness * rarity * weight) AS worth
            FROM (
                SELECT typed, likeness, rarity, unnest(innovations, recursive := true)
                FROM search.posting JOIN (
                    SELECT typed, stem, any_value(rarity) AS rarity, max(likeness) AS likeness
                      FROM meant GROUP BY typed, stem
                ) USING (stem)
            )
            GROUP BY innovation_id, typed
        ),
        scored AS (
            SELECT innovation_id, sum(worth) AS worth FROM met
            GROUP BY innovation_id HAVING count(*) = len($words::VARCHAR[])
        ),
        matching AS MATERIALIZED (
            SELECT innovation_id, context, worth, last_year, sources, name,
                CASE WHEN indicator IS NULL THEN proposed END AS proposed
            FROM catalogue LEFT JOIN scored USING (innovation_id) LEFT
              JOIN rule USING (innovation_id)
            WHERE (len($words::VARCHAR[]) = 0 OR worth IS NOT NULL)
                AND ($context::VARCHAR IS NULL OR context = $context)
                AND ($indicator::INTEGER IS NULL OR coalesce(indicator, proposed, 0) = $indicator)
                AND ($basis::VARCHAR IS NULL
                    OR CASE WHEN indicator IS NULL AND proposed IS NOT NULL THEN 'rule'
                      ELSE indicator_basis END = $basis)
                AND ($sector::VARCHAR IS NULL OR coalesce(sector, '') = $sector)
                AND ($year::INTEGER IS NULL OR coalesce(first_year, 0) = $year)
                AND ($kabkota::VARCHAR IS NULL OR coalesce(kabkota_code, '') = $kabkota)
                AND ($success::VARCHAR IS NULL OR success = $success)
                AND ($digital::VARCHAR IS NULL OR CASE digital WHEN true THEN 'yes' WHEN false
                  THEN 'no' ELSE '' END = $digital)
                AND ($actor::VARCHAR IS NULL OR coalesce(list_contains(string_split(actors, ';'),
                  $actor), $actor = ''))
        ),
        chosen AS (
            SELECT * FROM matching
            ORDER BY context DESC, worth DESC NULLS LAST, last_year DESC NULLS LAST, sources DESC,
              name, innovation_id
            LIMIT $most OFFSET $first
        ),
        told AS (
            SELECT innovation_id, list(DISTINCT coalesce(publisher, source_id)) AS publishers,
              min(url) AS url
            FROM chosen JOIN innovation_claim USING (innovation_id) JOIN source USING (source_id)
              GROUP BY innovation_id
        )
        SELECT catalogue.*, proposed, publishers, url, (SELECT count(*) FROM matching) AS found,
            (SELECT count(*) FROM matching WHERE context = 'skk') AS found_skk
        FROM chosen JOIN told USING (innovation_id) JOIN catalogue USING (innovation_id)
        ORDER BY catalogue.context DESC, worth DESC NULLS LAST, catalogue.last_year DESC NULLS LAST,
          catalogue.sources DESC,
            catalogue.name, innovation_id
        """,
        wanted.parameters
        | {
            "proposed": wanted.proposed or wanted.basis == "rule",
            "least": LEAST_TYPED,
            "first": first,
            "most": most,
        }
        | {"words": typed_words, "stems": words.stems(typed_words)},
    )


def choices(con: Connection) -> Rows[Option]:
    """What innovations can be filtered by; by property, most innovations first, years latest first,
    what is not known last.
    """
    return answer(
        Option,
        con,
        """
        WITH told AS (
            SELECT 'sector' AS property, coalesce(sector, '') AS value,
              coalesce(sector, '') AS label FROM catalogue
            UNION ALL SELECT 'year', coalesce(first_year, 0)::VARCHAR,
              coalesce(first_year::VARCHAR, '') FROM catalogue
            UNION ALL SELECT 'kabkota', coalesce(kabkota_code, ''), coalesce(kabkota, '')
              FROM catalogue
            UNION ALL SELECT 'actor', actor, actor
                FROM (SELECT unnest(coalesce(string_split(actors, ';'), [''])) AS actor
                  FROM catalogue)
        )
        SELECT * FROM (SELECT property, value, label, count(*) AS innovations FROM told
          GROUP BY ALL)
        ORDER BY property, value IN ('', '0'), CASE property WHEN 'year' THEN -value::INTEGER
          ELSE -innovations END, label
        """,
    )


def innovation(con: Connection, innovation_id: str) -> Catalogued | None:
    """What is resolved about one innovation; None for an unknown id."""
    return record(
        Catalogued, con, "SELECT * FROM catalogue WHERE innovation_id = ?", [innovation_id]
    )


def reports(con: Connection, innovation_id: str) -> Rows[Report]:
    """What each page says about an innovation, earliest first."""
    return answer(
        Report,
        con,
        """
        SELECT year, name, expansion, indicator, indicator_basis, sector, actors, digital,
          beneficiaries, context, description,
            source_id, publisher, title, published, url
        FROM innovation_claim JOIN source USING (source_id)
        WHERE innovation_id = ? ORDER BY year NULLS LAST, published NULLS LAST, source_id
        """,
        [innovation_id],
    )


def sources(con: Connection) -> Rows[Source]:
    """The pages that report innovations, those with most first."""
    return answer(
        Source,
        con,
        """
        SELECT source_id, publisher, title, published, url, count(*) AS reports
        FROM innovation_claim JOIN source USING (source_id) GROUP BY ALL
          ORDER BY reports DESC, source_id
        """,
    )


def siblings(con: Connection, innovation_id: str) -> Rows[Catalogued]:
    """The other innovations of the same kecamatan, those of the contest first."""
    known = innovation(con, innovation_id)
    return answer(
        Catalogued,
        con,
        """
        SELECT * FROM catalogue WHERE kecamatan_code = $kecamatan AND innovation_id <> $id
        ORDER BY context DESC, last_year DESC NULLS LAST, name
        """,
        {"id": innovation_id, "kecamatan": known and known.kecamatan_code},
    )


def without(con: Connection, innovation_id: str, most: int = 8) -> Rows[Elsewhere]:
    """Where an innovation could be copied: kecamatan of similar kind that report none in its
    indicator, the most alike first.

    Similar are kecamatan of the same province in a kabkota of the same kind (kabupaten or kota),
    most alike where that has the most similar population. Only kecamatan of which the catalogue
    holds an innovation for the contest are asked: of the others it knows nothing. No row where the
    indicator or the kecamatan is not known.
    """
    return answer(
        Elsewhere,
        con,
        """
        WITH one AS MATERIALIZED (
            SELECT catalogue.*, kabkota.population
              FROM catalogue JOIN kabkota ON kabkota.code = kabkota_code
            WHERE innovation_id = $id AND indicator IS NOT NULL AND kecamatan_code IS NOT NULL
        ),
        alike AS MATERIALIZED (
            SELECT kecamatan.code, kecamatan.name AS kecamatan, kabkota.code AS kabkota_code,
              kabkota.name AS kabkota,
                kabkota.population, abs(kabkota.population - one.population) AS unlike,
                  one.indicator AS wanted
            FROM one JOIN kabkota ON kabkota.province_code = one.province_code
              AND kabkota.kind = one.kabkota_kind
            JOIN kecamatan ON kecamatan.kabkota_code = kabkota.code
              AND kecamatan.code <> one.kecamatan_code
        )
        SELECT code, kecamatan, alike.kabkota_code, kabkota, population, count(*) AS innovations,
            coalesce(list(DISTINCT indicator ORDER BY indicator)
              FILTER (indicator IS NOT NULL), []) AS indicators
        FROM alike JOIN innovation ON innovation.kecamatan_code = alike.code AND context = 'skk'
        GROUP BY code, kecamatan, alike.kabkota_code, kabkota, population, unlike
        HAVING NOT coalesce(bool_or(indicator = wanted), false)
        ORDER BY unlike, kecamatan, code LIMIT $most
        """,
        {"id": innovation_id, "most": most},
    )


def details(rows: Rows[Report]) -> Rows[Detail]:
    """What the reports of one innovation say, property by property; the value most pages give
    first.

    Args:
        rows: reports().
    """
    told = []
    for name in (
        "name",
        "expansion",
        "indicator",
        "sector",
        "actors",
        "digital",
        "beneficiaries",
        "context",
        "description",
    ):
        given = rows[rows[name].notna()]
        values = given.assign(
            basis=given["indicator_basis"] if name == "indicator" else ""
        ).groupby([name, "basis"], sort=False)
        found = [
            (value, basis, list(dict.fromkeys(some["publisher"].fillna(some["source_id"]))))
            for (value, basis), some in values
        ]
        for value, basis, publishers in sorted(found, key=lambda one: -len(one[2])):
            told.append((name, value, basis, publishers, len(found) == 1))
    return declared(Detail, pd.DataFrame(told, columns=list(columns(Detail))))
