"""Everything that can be searched for, and what is like what was typed."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process, utils

from analytics.core.query import Connection, answer
from analytics.core.rows import Rows, declared
from analytics.core.spelling import spelled
from analytics.finding.rows import Hit, Thing

MOST = 5  # hits of one kind that are shown at first
LEAST_ALIKE = 80  # of 100: below this a name is no hit
OF_A_PART = 0.95  # what a likeness to a part counts of one to the whole name
SHORT = 3  # letters, below which a part of a name is alike to anything
KINDS = ("kabkota", "kecamatan", "edition", "innovation", "source")


def everything(con: Connection) -> Rows[Thing]:
    """Every kecamatan, kabkota, edition with a standing, innovation, and published page; by kind
    and name.
    """
    return answer(
        Thing,
        con,
        """
        SELECT 'kabkota' AS kind, kabkota.name, provinsi.name AS detail, kabkota.code AS target,
            NULL::INTEGER AS year,
            (SELECT count(*) FROM standing WHERE left(kecamatan_code, 4) = kabkota.code)
                AS known
        FROM kabkota JOIN provinsi ON provinsi.code = province_code
        UNION ALL
        SELECT 'kecamatan', kecamatan.name, kabkota.name, kecamatan.code, NULL,
            (SELECT count(*) FROM standing WHERE kecamatan_code = kecamatan.code)
        FROM kecamatan JOIN kabkota ON kabkota.code = kabkota_code
        UNION ALL
        SELECT 'edition',
            short_name || ' ' || coalesce(provinsi.name, kabkota.name) || ' ' || year
                || coalesce(' kelas ' || class, ''),
            edition.name, contest_id, year, is_skk::INTEGER
        FROM edition
        LEFT JOIN provinsi ON provinsi.code = edition.code
        LEFT JOIN kabkota ON kabkota.code = edition.code
        WHERE edition_id IN (SELECT edition_id FROM standing)
        UNION ALL
        SELECT 'innovation', innovation.name,
            concat_ws(' · ', expansion,
                concat_ws(', ', 'Kecamatan ' || kecamatan.name, kabkota.name)),
            innovation_id, NULL, sources
        FROM innovation
        LEFT JOIN kecamatan ON kecamatan.code = innovation.kecamatan_code
        LEFT JOIN kabkota ON kabkota.code = innovation.kabkota_code
        UNION ALL
        SELECT 'source', coalesce(title, publisher, host),
            concat_ws(', ', coalesce(publisher, host), published), coalesce(url, ''), NULL, claims
        FROM source
        ORDER BY kind, name, detail, target
        """,
    )


def search(things: Rows[Thing], wanted: str) -> Rows[Hit]:
    """Those that are like what was typed, errors forgiven: by the name, by any part of name and
    detail, or by their words in another order.

    Args:
        things: everything(), or a part of it.
        wanted: what was typed; capitals, spaces and marks do not matter.

    Returns:
        The best of each kind, the kind with the likest first, of equals in the order of KINDS;
        within a kind, of equals those of which more is on record, and of editions the latest,
        first. The word kabupaten or kota tells regions of one name apart, and makes none alike.
        Likeness is that of Levenshtein (rapidfuzz), in percent; of a part it counts a little less.
    """
    words = spelled(wanted)
    typed, of_name = words.replace(" ", ""), _bare(words).replace(" ", "")
    if not typed:
        return declared(Hit, things.head(0).assign(likeness=[]))
    names, bare, whole, bare_whole, spaced = _spelled(
        tuple(things["name"]), tuple(things["detail"])
    )
    alike = [process.cdist([of_name], of, scorer=fuzz.ratio)[0] for of in (bare, bare_whole)]
    if len(of_name) >= SHORT:
        alike += [
            _in_part(of_name, names) * OF_A_PART,
            _in_part(of_name, whole) * OF_A_PART**2,
        ]
    if " " in words:
        in_order = process.cdist([_bare(words)], spaced, scorer=fuzz.token_set_ratio)[0]
        alike.append(in_order * OF_A_PART**2)
    likeness = np.maximum.reduce(alike).astype(float).round(1)
    found = things.assign(
        likeness=likeness,
        _said=[typed in name for name in names],
        _order=things["kind"].map(KINDS.index),
    )[likeness >= LEAST_ALIKE]
    found["_likest"] = found.groupby("kind")["likeness"].transform("max")
    best = ["_likest", "_order", "likeness", "_said", "known", "year"]
    ordered = found.sort_values(best, ascending=[False, True, *[False] * 4], kind="stable")
    return declared(Hit, ordered.drop(columns=["_likest", "_order", "_said"]))


def _in_part(typed: str, of: list[str]) -> npt.NDArray[np.float64]:
    """How like each is to it in its likest part; what is shorter has none that says it all."""
    alike = process.cdist([typed], of, scorer=fuzz.partial_ratio)[0].astype(float)
    return np.where(np.fromiter(map(len, of), int) < len(typed), 0.0, alike)


@lru_cache(maxsize=2)
def _spelled(
    names: tuple[str, ...], details: tuple[str, ...]
) -> tuple[list[str], list[str], list[str], list[str], list[str]]:
    """Names, names without their kind of region, both with their detail, all without spaces; and
    names without their kind, with their detail, as words.
    """
    spelt = [utils.default_process(name) for name in names]
    around = [utils.default_process(detail) for detail in details]
    both = list(zip(spelt, around, strict=True))
    spaced = [f"{_bare(name)} {detail}" for name, detail in both]
    return (
        [name.replace(" ", "") for name in spelt],
        [_bare(name).replace(" ", "") for name in spelt],
        [f"{name}{detail}".replace(" ", "") for name, detail in both],
        [words.replace(" ", "") for words in spaced],
        spaced,
    )


def _bare(words: str) -> str:
    """A name without the kind of region before it."""
    return words.removeprefix("kabupaten ").removeprefix("kota ")
