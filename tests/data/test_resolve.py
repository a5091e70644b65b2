"""The rules of docs/RULES.md, each by an example: what the pages say, and what is shown.

An expected standing reads "title place": "juara_1 1", a tie "juara_2 2=", an interval "finalis
1-2", one without an end "wakil 6-", an unknown place "peserta ?"; "!" marks a disputed row.
Expected disputes say what is shown, None where both sides are equally supported.
"""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from data import build, check, publish
from tests.claims import (
    KECAMATAN,
    YEAR,
    Resolved,
    Row,
    claim,
    edition,
    frames,
    resolve,
    resolve_frames,
    ruling,
    stage,
    together,
)
from tests.thorough import many

GOV, PAPER, PAPER_2, RADIO, BLOG = (
    "jatimprov.go.id",
    "koran.id",
    "koran.id/2",
    "radio.id",
    "blog.id",
)
Places = dict[str, str]
Disputes = dict[str, str | None]
Book = list[Resolved]

CASES: list[tuple[Row, ...]] = []


def case(rule: str, *rows: Row, shows: Any, disputes: Disputes | None = None) -> Any:
    """One line of a table of rules: what the pages say, what is shown, what is disputed."""
    CASES.append(rows)
    return pytest.param(len(CASES) - 1, shows, disputes or {}, id=rule)


def sides(rule: str, *rows: Row, of: str, told: dict[str, set[str]]) -> Any:
    """One line of a table of disputes: what the pages say, the kind of dispute, who is on which
    side.
    """
    CASES.append(rows)
    return pytest.param(len(CASES) - 1, of, told, id=rule)


@pytest.fixture(scope="module")
def book() -> Book:
    """All cases of this file, resolved in one database, each in a decade of its own."""
    return together(CASES)


def of_kabkota(row: Row) -> Row:
    """Move a row from the province's edition to the one that Kabupaten Malang holds itself."""
    return Row(row.file, {**row.cells, "level": "kabkota", "kabkota_code": "3507"})


# 0. Before resolving


BEFORE = [
    case(
        "a code-less claim is about the kecamatan that others place there under its printed name",
        claim("Dampit", "finalis", GOV),
        claim("dampit.", "juara_1", kabkota_code="3507"),
        shows={"Dampit": "juara_1 1"},
    ),
    case(
        "as others print it, be it misspelt",
        claim("Sumbermalang", "finalis", GOV, kecamatan_printed="Sumur Geneng"),
        claim("sumur-geneng", "harapan_1", kabkota_code="3512"),
        shows={"Sumbermalang": "harapan_1 4"},
    ),
    case(
        "or as the official list has it",
        claim("Sumbermalang", "finalis", GOV, kecamatan_printed="Sumur Geneng"),
        claim("Sumber Malang", "harapan_1", kabkota_code="3512"),
        shows={"Sumbermalang": "harapan_1 4"},
    ),
    case(
        "a name that others place twice stays a place of its own",
        claim("Taman", "juara_1"),
        claim("Taman (Kota Madiun)", "juara_2"),
        claim("Taman", "finalis", RADIO, kabkota_code=None, kecamatan_code=None),
        shows={"Taman": "juara_1 1", "Taman (Kota Madiun)": "juara_2 2", "35:taman": "finalis 3-"},
    ),
    case(
        "a name that nobody else places stays a place of its own",
        claim("Sumur Geneng", "harapan_1", kabkota_code="3512"),
        claim("Dampit", "juara_1"),
        shows={"Dampit": "juara_1 1", "3512:sumurgeneng": "harapan_1 4"},
    ),
    case(
        "which is the same place however it is spaced",
        claim("Sumur Geneng", "harapan_1", kabkota_code="3512"),
        claim("Sumurgeneng", "harapan_1", GOV, kabkota_code="3512"),
        shows={"3512:sumurgeneng": "harapan_1 4"},
    ),
    case(
        "without a kabkota, two unnamed kecamatan stay two",
        claim(None, "juara_1"),
        claim(None, "juara_2"),
        shows={"35:juara_1": "juara_1 1", "35:juara_2": "juara_2 2"},
    ),
    case(
        "a name that others place in another year stays a place of its own",
        claim("Dampit", "juara_1", edition_year=YEAR + 1),
        claim("Dampit", "juara_2", kecamatan_code=None),
        shows={"3507:dampit": "juara_2 2"},
    ),
    case(
        "an unnamed kecamatan is the one that others place there for the same kabkota",
        claim("Licin", "finalis", GOV),
        claim(None, "juara_3", kabkota_code="3510"),
        shows={"Licin": "juara_3 3"},
    ),
    case(
        "else an unnamed kecamatan is a place of its own",
        claim(None, "harapan_2", kabkota_code="3521"),
        claim("Licin", "juara_3"),
        shows={"Licin": "juara_3 3", "3521:": "harapan_2 5"},
    ),
    case(
        "an unnamed kecamatan is not one of another year",
        claim("Licin", "finalis", GOV, edition_year=YEAR + 1),
        claim(None, "juara_3", kabkota_code="3510"),
        shows={"3510:": "juara_3 3"},
    ),
    case(
        "where others place two, an unnamed kecamatan supports neither",
        claim("Dampit", "juara_1", GOV),
        claim("Singosari", "juara_2", GOV),
        claim(None, "finalis", RADIO, kabkota_code="3507"),
        shows={"Dampit": "juara_1 1 !", "Singosari": "juara_2 2 !"},
        disputes={"two_entries 3507": None},
    ),
    case(
        "a claim without a year is never ranked",
        claim("Licin", "juara_3"),
        claim("Licin", "juara_1", GOV, edition_year=None),
        claim("Modo", "juara_2", GOV, edition_year=None),
        shows={"Licin": "juara_3 3"},
    ),
    case(
        "an edition of which nobody is known shows nobody",
        edition(),
        claim("Modo", "juara_2", edition_year=None),
        shows={},
    ),
]

# 2 and 3. Entries and kabkota

ENTRIES = [
    case(
        "of two kecamatan of one kabkota the one of a government page is shown",
        claim("Dampit", "finalis", GOV),
        claim("Singosari", "finalis", PAPER),
        claim("Singosari", "juara_1", RADIO),
        shows={"Dampit": "finalis ? !"},
        disputes={"two_entries 3507": "Dampit"},
    ),
    case(
        "else the one of more independent publishers",
        claim("Dampit", "finalis", PAPER),
        claim("Dampit", "finalis", RADIO),
        claim("Singosari", "juara_1", BLOG),
        shows={"Dampit": "finalis ? !"},
        disputes={"two_entries 3507": "Dampit"},
    ),
    case(
        "two pages of one host are one publisher, so the more precise is shown",
        claim("Dampit", "finalis", PAPER),
        claim("Dampit", "finalis", PAPER_2),
        claim("Singosari", "juara_1", BLOG),
        shows={"Singosari": "juara_1 1 !"},
        disputes={"two_entries 3507": "Singosari"},
    ),
    case(
        "equally supported, both are shown",
        claim("Dampit", "juara_2", PAPER),
        claim("Singosari", "juara_1", BLOG),
        shows={"Dampit": "juara_2 2 !", "Singosari": "juara_1 1 !"},
        disputes={"two_entries 3507": None},
    ),
    case(
        "a nominasi is no entry",
        claim("Dampit", "nominasi", GOV, stage="administrasi"),
        claim("Singosari", "juara_1"),
        shows={"Dampit": "nominasi 2-", "Singosari": "juara_1 1"},
    ),
    case(
        "a name that matches no kecamatan is an entry too",
        claim("Sumbermalang", "harapan_1", PAPER),
        claim("Sumbermalang", "harapan_1", RADIO),
        claim("Sumur Geneng", "harapan_1", BLOG, kabkota_code="3512"),
        shows={"Sumbermalang": "harapan_1 4 !"},
        disputes={"two_entries 3512": "Sumbermalang"},
    ),
    case(
        "a claim that puts a kecamatan in another kabkota is a dispute; the code's is shown",
        claim("Kawedanan", "harapan_4", GOV),
        claim("Kawedanan", "harapan_4", RADIO, kabkota_code="3519", kecamatan_code=None),
        shows={"Kawedanan": "harapan_4 7 !"},
        disputes={"kabkota Kawedanan": "3520"},
    ),
]

# 4. Ranks

TITLES = {
    **{f"juara_{n}": n for n in (1, 2, 3)},
    **{f"harapan_{n}": 3 + n for n in (1, 2, 3, 4)},
    **{f"terbaik_{n}": n for n in (1, 2, 9, 10)},
}
RANKS = [
    *(
        case(f"{t} is {n}", claim("Dampit", t), shows={"Dampit": f"{t} {n}"})
        for t, n in TITLES.items()
    ),
    case(
        "an explicit rank wins over one implied by the title",
        claim("Dampit", "terbaik_2", rank=5),
        shows={"Dampit": "terbaik_2 5"},
    ),
    case(
        "a rank needs no title",
        claim("Dampit", "finalis", rank=4),
        shows={"Dampit": "finalis 4"},
    ),
    case(
        "an inferred rank gives way to a stated one of another kecamatan, too",
        claim("Dampit", "juara_2", GOV, basis="inferred"),
        claim("Tandes", "juara_2", BLOG),
        shows={"Tandes": "juara_2 2 !", "Dampit": "peserta ? !"},
        disputes={"one_rank 2": "Tandes"},
    ),
    case(
        "an inferred rank gives way to a stated one, whoever infers it, and disputes nothing",
        claim("Dampit", "finalis", GOV, rank=2, basis="inferred"),
        claim("Dampit", "juara_1", BLOG),
        shows={"Dampit": "juara_1 1"},
    ),
    case(
        "an inferred rank holds where nothing is stated",
        claim("Dampit", "finalis", rank=2, basis="inferred"),
        shows={"Dampit": "finalis 2"},
    ),
    case(
        "finalis contradicts no rank",
        claim("Dampit", "juara_1", BLOG),
        claim("Dampit", "finalis", GOV),
        shows={"Dampit": "juara_1 1"},
    ),
    case(
        "of two ranks the one of a government page holds",
        claim("Dampit", "juara_2", GOV),
        claim("Dampit", "juara_1", PAPER),
        claim("Dampit", "juara_1", RADIO),
        shows={"Dampit": "juara_2 2 !"},
        disputes={"two_ranks Dampit": "2"},
    ),
    case(
        "else the one of more independent publishers",
        claim("Dampit", "juara_2", PAPER),
        claim("Dampit", "juara_2", RADIO),
        claim("Dampit", "juara_1", BLOG),
        shows={"Dampit": "juara_2 2 !"},
        disputes={"two_ranks Dampit": "2"},
    ),
    case(
        "else the more precise: a title is more than a mere participant's rank",
        claim("Dampit", "peserta", PAPER, rank=1),
        claim("Dampit", "juara_2", RADIO),
        shows={"Dampit": "juara_2 2 !"},
        disputes={"two_ranks Dampit": "2"},
    ),
    case(
        "equally supported (two pages of one host are one publisher), the interval between them is"
        " shown",
        claim("Dampit", "juara_1", PAPER),
        claim("Dampit", "juara_1", PAPER_2),
        claim("Dampit", "juara_3", RADIO),
        shows={"Dampit": "finalis 1-3 !"},
        disputes={"two_ranks Dampit": None},
    ),
    case(
        "who is contested between two ranks outside the final is not called a finalist",
        stage("tinjau_lapang", 5),
        claim("Dampit", "terbaik_8", PAPER),
        claim("Dampit", "terbaik_9", RADIO),
        shows={"Dampit": "peserta 8-9 !"},
        disputes={"two_ranks Dampit": None},
    ),
    case(
        "one rank that one source gives to two is a tie, and the ranks it fills are taken",
        stage("tinjau_lapang", 5),
        claim("Dampit", "juara_1"),
        claim("Licin", "juara_2"),
        claim("Modo", "juara_2"),
        claim("Tandes", "finalis"),
        claim("Talango", "finalis"),
        shows={
            "Dampit": "juara_1 1",
            "Licin": "juara_2 2=",
            "Modo": "juara_2 2=",
            "Tandes": "finalis 4-5",
            "Talango": "finalis 4-5",
        },
    ),
    case(
        "a third that no source counts into the tie contradicts it: the better supported hold the"
        " rank",
        claim("Licin", "juara_2", PAPER),
        claim("Modo", "juara_2", PAPER),
        claim("Modo", "juara_2", RADIO),
        claim("Tandes", "juara_2", BLOG),
        shows={"Licin": "juara_2 2= !", "Modo": "juara_2 2= !", "Tandes": "peserta ? !"},
        disputes={"one_rank 2": "Modo"},
    ),
    case(
        "a third that is better supported than the tie holds the rank alone",
        claim("Licin", "juara_2", PAPER),
        claim("Modo", "juara_2", PAPER),
        claim("Tandes", "juara_2", GOV),
        shows={"Licin": "peserta ? !", "Modo": "peserta ? !", "Tandes": "juara_2 2 !"},
        disputes={"one_rank 2": "Tandes"},
    ),
    case(
        "one rank for two: the one of a government page holds it, the other keeps what its other"
        " claims say",
        stage("tinjau_lapang", 3),
        claim("Dampit", "juara_1", GOV),
        claim("Licin", "juara_1", PAPER),
        claim("Licin", "juara_1", RADIO),
        claim("Licin", "finalis", PAPER),
        shows={"Dampit": "juara_1 1 !", "Licin": "finalis 2-3 !"},
        disputes={"one_rank 1": "Dampit"},
    ),
    case(
        "else the one of more independent publishers",
        claim("Dampit", "juara_1", PAPER),
        claim("Dampit", "juara_1", RADIO),
        claim("Licin", "juara_1", BLOG),
        shows={"Dampit": "juara_1 1 !", "Licin": "peserta 2- !"},
        disputes={"one_rank 1": "Dampit"},
    ),
    case(
        "else the more precise",
        claim("Dampit", "peserta", PAPER, rank=1),
        claim("Licin", "juara_1", BLOG),
        shows={"Dampit": "peserta 2- !", "Licin": "juara_1 1 !"},
        disputes={"one_rank 1": "Licin"},
    ),
    case(
        "equally supported, both show it, and no rank but it is taken",
        stage("tinjau_lapang", 3),
        claim("Dampit", "juara_1", PAPER),
        claim("Licin", "juara_1", RADIO),
        claim("Modo", "finalis", PAPER),
        shows={"Dampit": "juara_1 1 !", "Licin": "juara_1 1 !", "Modo": "finalis 2-3"},
        disputes={"one_rank 1": None},
    ),
]

# 5. Intervals by elimination

FINAL_5 = stage("tinjau_lapang", 5)
SHORTLIST_10 = stage("paparan", 10, 5)
ENTRANTS_30 = stage("peserta", 30)
AGREED = [claim("Dampit", "juara_1", source) for source in (PAPER, PAPER_2, RADIO)]


def bounded(claim_in_words: str, row: Row, interval: str) -> Any:
    """How narrowly one claim bounds a place where 30 enter, 12 are admitted, 10 present, 5 are
    visited.
    """
    sizes = (ENTRANTS_30, stage("administrasi", None, 12), SHORTLIST_10, FINAL_5)
    shows = {"Dampit": f"{row.cells['placement']} {interval}"}
    return case(f"{claim_in_words}: {interval}", *sizes, row, shows=shows)


INTERVALS = [
    bounded("finalis at hasil is among the finalists", claim("Dampit", "finalis"), "1-5"),
    bounded("nominasi at hasil too", claim("Dampit", "nominasi"), "1-5"),
    bounded("finalis without a stage too", claim("Dampit", "finalis", stage=None), "1-5"),
    bounded("nominasi without a stage too", claim("Dampit", "nominasi", stage=None), "1-5"),
    bounded(
        "any claim at tinjau_lapang too", claim("Dampit", "peserta", stage="tinjau_lapang"), "1-5"
    ),
    bounded(
        "finalis at paparan is on the shortlist",
        claim("Dampit", "finalis", stage="paparan"),
        "1-10",
    ),
    bounded("any other claim at paparan too", claim("Dampit", "peserta", stage="paparan"), "1-10"),
    bounded(
        "finalis at administrasi is among the admitted",
        claim("Dampit", "finalis", stage="administrasi"),
        "1-12",
    ),
    bounded(
        "nominasi at administrasi is not", claim("Dampit", "nominasi", stage="administrasi"), "1-30"
    ),
    bounded("wakil is an entrant", claim("Dampit", "wakil"), "1-30"),
    bounded(
        "peserta at stage peserta is an entrant",
        claim("Dampit", "peserta", stage="peserta"),
        "1-30",
    ),
    bounded("peserta at hasil is no finalist", claim("Dampit", "peserta"), "6-30"),
    case(
        "finalis at paparan is a finalist where the presenters are the entrants",
        stage("peserta", 10),
        SHORTLIST_10,
        claim("Dampit", "finalis", stage="paparan"),
        claim("Licin", "wakil", stage="paparan"),
        shows={"Dampit": "finalis 1-5", "Licin": "wakil 1-10"},
    ),
    case(
        "finalis at paparan is a finalist where the number of presenters is unknown",
        FINAL_5,
        claim("Dampit", "finalis", stage="paparan"),
        shows={"Dampit": "finalis 1-5"},
    ),
    case(
        "the narrowest claim counts",
        ENTRANTS_30,
        SHORTLIST_10,
        claim("Dampit", "wakil"),
        claim("Dampit", "finalis", stage="paparan"),
        claim("Dampit", "finalis"),
        shows={"Dampit": "finalis 1-5"},
    ),
    case(
        "unknown finalists fall back to the shortlist",
        stage("paparan", 10),
        ENTRANTS_30,
        claim("Dampit", "finalis"),
        shows={"Dampit": "finalis 1-10"},
    ),
    case(
        "an unknown shortlist falls back to the entrants",
        ENTRANTS_30,
        claim("Dampit", "finalis"),
        claim("Licin", "finalis", stage="administrasi"),
        shows={"Dampit": "finalis 1-30", "Licin": "finalis 1-30"},
    ),
    case(
        "unknown entrants leave the place unknown",
        claim("Dampit", "finalis"),
        claim("Licin", "wakil"),
        shows={"Dampit": "finalis ?", "Licin": "wakil ?"},
    ),
    case(
        "unknown entrants leave the end open where the front is taken",
        claim("Dampit", "juara_1"),
        claim("Licin", "juara_2"),
        claim("Modo", "wakil"),
        shows={"Dampit": "juara_1 1", "Licin": "juara_2 2", "Modo": "wakil 3-"},
    ),
    case(
        "with 3, 4 and 5 of five known the two others are 1-2",
        FINAL_5,
        claim("Dampit", "juara_3"),
        claim("Licin", "harapan_1"),
        claim("Modo", "harapan_2"),
        claim("Tandes", "finalis"),
        claim("Talango", "finalis"),
        shows={
            "Dampit": "juara_3 3",
            "Licin": "harapan_1 4",
            "Modo": "harapan_2 5",
            "Tandes": "finalis 1-2",
            "Talango": "finalis 1-2",
        },
    ),
    case(
        "the last one left is known",
        stage("tinjau_lapang", 3),
        claim("Dampit", "juara_1"),
        claim("Licin", "juara_3"),
        claim("Modo", "finalis"),
        shows={"Dampit": "juara_1 1", "Licin": "juara_3 3", "Modo": "finalis 2"},
    ),
    case(
        "a final with room for a stranger leaves the interval wide",
        FINAL_5,
        claim("Dampit", "juara_2"),
        claim("Licin", "finalis"),
        claim("Modo", "finalis"),
        claim("Tandes", "wakil"),
        ENTRANTS_30,
        shows={
            "Dampit": "juara_2 2",
            "Licin": "finalis 1-5",
            "Modo": "finalis 1-5",
            "Tandes": "wakil 1-30",
        },
    ),
    case(
        "a full final pushes the others behind it",
        stage("tinjau_lapang", 2),
        ENTRANTS_30,
        claim("Dampit", "finalis"),
        claim("Licin", "finalis"),
        claim("Modo", "wakil"),
        shows={"Dampit": "finalis 1-2", "Licin": "finalis 1-2", "Modo": "wakil 3-30"},
    ),
    case(
        "a full final pushes the others behind it even where the entrants are unknown",
        stage("tinjau_lapang", 2),
        claim("Dampit", "juara_1"),
        claim("Licin", "finalis"),
        claim("Modo", "wakil"),
        shows={"Dampit": "juara_1 1", "Licin": "finalis 2", "Modo": "wakil 3-"},
    ),
    case(
        "a shortlist lies behind a full final, and a full shortlist before the rest",
        stage("paparan", 4, 2),
        ENTRANTS_30,
        claim("Dampit", "juara_1"),
        claim("Licin", "finalis"),
        claim("Modo", "peserta", stage="paparan"),
        claim("Tandes", "finalis", stage="paparan"),
        claim("Talango", "wakil"),
        shows={
            "Dampit": "juara_1 1",
            "Licin": "finalis 2",
            "Modo": "peserta 3-4",
            "Tandes": "finalis 3-4",
            "Talango": "wakil 5-30",
        },
    ),
    case(
        "peserta at hasil lies behind the finalists even where the final has room",
        FINAL_5,
        ENTRANTS_30,
        claim("Dampit", "juara_1"),
        claim("Licin", "peserta"),
        shows={"Dampit": "juara_1 1", "Licin": "peserta 6-30"},
    ),
    case(
        "peserta at hasil lies behind the finalists even where nobody else is known",
        FINAL_5,
        claim("Licin", "peserta"),
        shows={"Licin": "peserta 6-"},
    ),
    case(
        "peserta at hasil lies behind a final of which only some are known, without an end",
        stage("tinjau_lapang", 10),
        claim("Dampit", "juara_2"),
        claim("Licin", "peserta"),
        shows={"Dampit": "juara_2 2", "Licin": "peserta 11-"},
    ),
    case(
        "a presenter who is peserta at hasil lies between the finalists and the end of the"
        " shortlist",
        ENTRANTS_30,
        SHORTLIST_10,
        claim("Dampit", "peserta", stage="paparan"),
        claim("Dampit", "peserta", RADIO),
        shows={"Dampit": "peserta 6-10"},
    ),
    case(
        "where every entrant is a finalist, peserta at hasil lies among them",
        stage("peserta", 3),
        stage("tinjau_lapang", 3),
        claim("Dampit", "juara_1"),
        claim("Licin", "peserta"),
        shows={"Dampit": "juara_1 1", "Licin": "peserta 2-3"},
    ),
    case(
        "peserta at hasil is an entrant where the finalists are unknown",
        ENTRANTS_30,
        claim("Dampit", "peserta"),
        shows={"Dampit": "peserta 1-30"},
    ),
    case(
        "an overfull final gives way, and that is a dispute about its size",
        stage("tinjau_lapang", 3),
        ENTRANTS_30,
        claim("Dampit", "juara_2"),
        claim("Licin", "finalis"),
        claim("Modo", "finalis"),
        claim("Tandes", "finalis"),
        claim("Talango", "wakil"),
        shows={
            "Dampit": "juara_2 2",
            "Licin": "finalis 1-4",
            "Modo": "finalis 1-4",
            "Tandes": "finalis 1-4",
            "Talango": "wakil 5-30",
        },
        disputes={"finalists": "3"},
    ),
    case(
        "who is no finalist lies behind an overfull final too",
        stage("tinjau_lapang", 1),
        ENTRANTS_30,
        claim("Licin", "finalis"),
        claim("Modo", "finalis"),
        claim("Talango", "peserta"),
        shows={"Licin": "finalis 1-2", "Modo": "finalis 1-2", "Talango": "peserta 3-30"},
        disputes={"finalists": "1"},
    ),
    case(
        "who is no finalist lies behind a full shortlist too",
        ENTRANTS_30,
        stage("paparan", 3, 2),
        *(claim(name, "finalis", stage="paparan") for name in ("Licin", "Modo", "Tandes")),
        claim("Talango", "peserta"),
        shows={
            "Licin": "finalis 1-3",
            "Modo": "finalis 1-3",
            "Tandes": "finalis 1-3",
            "Talango": "peserta 4-30",
        },
    ),
    case(
        "more behind the final than the number of entrants has room for: the number gives way,"
        " silently",
        stage("peserta", 6),
        FINAL_5,
        claim("Licin", "peserta"),
        claim("Modo", "peserta"),
        shows={"Licin": "peserta 6-7", "Modo": "peserta 6-7"},
    ),
    case(
        "more entrants than the number known: the number gives way, silently",
        stage("peserta", 1),
        claim("Licin", "wakil"),
        claim("Modo", "wakil"),
        shows={"Licin": "wakil 1-2", "Modo": "wakil 1-2"},
    ),
    case(
        "where no end is known, the ranks that others hold are still taken out",
        FINAL_5,
        claim("Dampit", "terbaik_1"),
        claim("Licin", "terbaik_5"),
        claim("Modo", "finalis"),
        shows={"Dampit": "terbaik_1 1", "Licin": "terbaik_5 5", "Modo": "finalis 2-4"},
    ),
]

# 7. Titles

NAMES = [
    case(
        "juara comes before terbaik, which comes before finalis",
        claim("Dampit", "finalis", GOV),
        claim("Dampit", "terbaik_1", GOV),
        claim("Dampit", "juara_1", BLOG),
        claim("Licin", "finalis", GOV),
        claim("Licin", "terbaik_2", BLOG),
        shows={"Dampit": "juara_1 1", "Licin": "terbaik_2 2"},
    ),
    case(
        "harapan comes before terbaik",
        claim("Dampit", "terbaik_4", GOV),
        claim("Dampit", "harapan_1", BLOG),
        shows={"Dampit": "harapan_1 4"},
    ),
    case(
        "finalis before nominasi, nominasi before wakil, wakil before peserta",
        claim("Dampit", "nominasi", GOV),
        claim("Dampit", "finalis", BLOG),
        claim("Licin", "wakil", GOV),
        claim("Licin", "nominasi", BLOG),
        claim("Modo", "peserta", GOV, stage="peserta"),
        claim("Modo", "wakil", BLOG),
        shows={"Dampit": "finalis ?", "Licin": "nominasi ?", "Modo": "wakil ?"},
    ),
    case(
        "a title that disagrees with the rank shown is not shown, though it is the better one",
        claim("Dampit", "juara_1", BLOG),
        claim("Dampit", "harapan_1", GOV),
        shows={"Dampit": "harapan_1 4 !"},
        disputes={"two_ranks Dampit": "4"},
    ),
]


@pytest.mark.parametrize(
    ("number", "shows", "disputes"), [*BEFORE, *ENTRIES, *RANKS, *INTERVALS, *NAMES]
)
def test_claims_become_standings(
    book: Book, number: int, shows: Places, disputes: Disputes
) -> None:
    """What the pages say is shown as the rule has it, and contradictions are listed."""
    assert book[number].places() == shows, CASES[number]
    assert book[number].contested() == disputes, CASES[number]


@pytest.mark.parametrize(
    ("number", "shows", "disputes"),
    [
        case("nobody says anything", edition(), shows=(None, None, None)),
        case(
            "entrants are the participants of stage peserta",
            stage("peserta", 30),
            stage("administrasi", 28, source_id=GOV),
            shows=(30, None, None),
        ),
        case(
            "else of administrasi",
            stage("administrasi", 28),
            stage("paparan", 10),
            shows=(28, 10, None),
        ),
        case(
            "even where paparan has representatives",
            stage("administrasi", 28),
            stage("paparan", 10),
            claim("Dampit", "wakil", stage="paparan"),
            shows=(28, 10, None),
        ),
        case(
            "else of paparan where the same source calls its presenters representatives",
            stage("paparan", 10),
            claim("Dampit", "wakil", stage="paparan"),
            shows=(10, None, None),
        ),
        case(
            "or calls them participants",
            stage("paparan", 10),
            claim("Dampit", "peserta", stage="peserta"),
            shows=(10, None, None),
        ),
        case(
            "but not where another source does",
            stage("paparan", 10),
            claim("Dampit", "wakil", RADIO, stage="paparan"),
            shows=(None, 10, None),
        ),
        case("finalists advanced from paparan", stage("paparan", 10, 5), shows=(None, 10, 5)),
        case(
            "a paparan that chose a single one was the final",
            stage("paparan", 6, 1),
            shows=(None, 6, 6),
        ),
        case("or were visited", stage("tinjau_lapang", 5), shows=(None, None, 5)),
        case(
            "a visit that chose a single one counts the visited",
            stage("tinjau_lapang", 5, 1),
            shows=(None, None, 5),
        ),
        case("or went on from the visit", stage("tinjau_lapang", None, 5), shows=(None, None, 5)),
        case(
            "but a single one is the winner, not the final",
            stage("tinjau_lapang", None, 1),
            shows=(None, None, None),
        ),
        case(
            "where neither is known, who were awarded",
            stage("hasil", None, 7),
            shows=(None, None, 7),
        ),
        case(
            "fewer awarded than finalists is no contradiction",
            stage("paparan", 10, 5),
            stage("hasil", None, 3, source_id=GOV),
            shows=(None, 10, 5),
        ),
        case(
            "more is",
            stage("paparan", 10, 5),
            stage("hasil", None, 6, source_id=GOV),
            shows=(None, 10, 5),
            disputes={"finalists": "5"},
        ),
        case(
            "of several values the one of most publishers holds",
            stage("tinjau_lapang", 7, source_id=GOV),
            stage("tinjau_lapang", 7, source_id=f"{GOV}/2"),
            stage("tinjau_lapang", 7, source_id=f"{GOV}/3"),
            stage("tinjau_lapang", 5, source_id=PAPER),
            stage("paparan", None, 5, source_id=RADIO),
            shows=(None, None, 5),
            disputes={"finalists": "5"},
        ),
        case(
            "then of most pages",
            stage("tinjau_lapang", 5, source_id=PAPER),
            stage("tinjau_lapang", 5, source_id=PAPER_2),
            stage("tinjau_lapang", 7, source_id=GOV),
            shows=(None, None, 5),
            disputes={"finalists": "5"},
        ),
        case(
            "then of a government page",
            stage("tinjau_lapang", 5, source_id=GOV),
            stage("tinjau_lapang", 7, source_id=PAPER),
            shows=(None, None, 5),
            disputes={"finalists": "5"},
        ),
        case(
            "then the larger",
            stage("tinjau_lapang", 5, source_id=RADIO),
            stage("tinjau_lapang", 7, source_id=PAPER),
            shows=(None, None, 7),
            disputes={"finalists": "7"},
        ),
        case(
            "entrants are disputed likewise",
            stage("peserta", 30, source_id=PAPER),
            stage("peserta", 30, source_id=RADIO),
            stage("peserta", 38, source_id=BLOG),
            shows=(30, None, None),
            disputes={"entrants": "30"},
        ),
        case(
            "a lesser stage does not dispute the entrants of a better one",
            stage("peserta", 38),
            stage("administrasi", 30, source_id=GOV),
            shows=(38, None, None),
        ),
        case(
            "presenters who are simply the entrants are no shortlist",
            stage("peserta", 10),
            stage("paparan", 10, 5),
            shows=(10, None, 5),
        ),
    ],
)
def test_sizes_of_an_edition(
    book: Book, number: int, shows: tuple[int | None, int | None, int | None], disputes: Disputes
) -> None:
    """Entrants, shortlist and finalists of an edition, and where sources differ about them."""
    query = "SELECT entrants, shortlisted, finalists FROM edition WHERE edition_id = ?"
    assert book[number].rows(query, book[number].edition_id) == [shows], CASES[number]
    assert book[number].contested() == disputes, CASES[number]


# Rulings


def test_a_ruling_moves_a_claim_to_another_edition_and_leaves_it_as_printed() -> None:
    """Only the claims of that source in that edition move; the year printed stays, and the row is
    marked.
    """
    resolved = resolve(
        edition(),
        claim("Dampit", "juara_1", BLOG, edition_year=YEAR + 1),
        claim("Licin", "juara_2", RADIO, edition_year=YEAR + 1),
        ruling(BLOG, "edition_year", str(YEAR), edition_year=YEAR + 1),
    )
    assert resolved.places() == {"Dampit": "juara_1 1"}
    assert resolved.of(f"provinsi-35-{YEAR + 1}").places() == {"Licin": "juara_2 2"}
    assert resolved.rows("SELECT place_id, is_ruled FROM standing ORDER BY 1") == [
        ("350705", True),
        ("351024", False),
    ]
    query = """SELECT year_printed, ruled, reason FROM placement_claim JOIN ruling USING (ruling_id)
        WHERE placement_claim.source_id = 'blog.id'"""
    assert resolved.rows(query) == [(YEAR + 1, str(YEAR), "uji")]


def test_a_ruling_names_the_kecamatan_that_a_claim_means() -> None:
    """The claim counts for that kecamatan and keeps the name as printed."""
    resolved = resolve(
        claim("Sumbermalang", "harapan_1", PAPER),
        claim("Sumur Geneng", "harapan_1", BLOG, kabkota_code="3512"),
        ruling(BLOG, 'kecamatan "Sumur Geneng"', "351215"),
    )
    assert resolved.places() == {"Sumbermalang": "harapan_1 4"}
    assert resolved.contested() == {}
    assert resolved.rows("SELECT publishers, is_ruled FROM standing") == [(2, True)]
    query = "SELECT kecamatan_printed, place_id FROM placement_claim WHERE ruling_id IS NOT NULL"
    assert resolved.rows(query) == [("Sumur Geneng", "351215")]


def test_a_claim_may_be_ruled_on_twice() -> None:
    """A ruling on the name is found by the year printed, also where another moves the year."""
    resolved = resolve(
        edition(),
        claim("Sumur Geneng", "harapan_1", BLOG, kabkota_code="3512", edition_year=YEAR + 1),
        ruling(BLOG, 'kecamatan "Sumur Geneng"', "351215", edition_year=YEAR + 1),
        ruling(BLOG, "edition_year", str(YEAR), edition_year=YEAR + 1),
    )
    assert resolved.places() == {"Sumbermalang": "harapan_1 4"}


# Names and classes


def test_an_unnamed_kecamatan_is_called_so() -> None:
    """It has a name to show, no code, and the kabkota it comes from."""
    resolved = resolve(claim(None, "harapan_2", kabkota_code="3521"))
    query = "SELECT place_name, kecamatan_code, kabkota_code FROM standing"
    assert resolved.rows(query) == [
        ("kecamatan di Kabupaten Ngawi, nama tidak disebut", None, "3521")
    ]


def test_a_name_that_matches_nothing_is_shown_as_printed() -> None:
    """The printed name is all that is known."""
    resolved = resolve(claim("Sumur Geneng", "harapan_1", kabkota_code="3512"))
    assert resolved.rows("SELECT place_name, kecamatan_code FROM standing") == [
        ("Sumur Geneng", None)
    ]


def test_each_class_is_an_edition() -> None:
    """Two classes never meet; a claim without a class takes that of its kabkota; without both,
    none.
    """
    resolved = resolve(
        claim("Dampit", "juara_1", **{"class": "kabupaten"}),
        claim("Licin", "juara_2"),
        claim("Tandes", "juara_1"),
        claim("Entah", "juara_3"),
        stage("peserta", 29, **{"class": "kabupaten"}),
        stage("peserta", 9, **{"class": "kota"}),
    )
    assert resolved.of(f"provinsi-35-{YEAR}-kabupaten").places() == {
        "Dampit": "juara_1 1",
        "Licin": "juara_2 2",
    }
    assert resolved.of(f"provinsi-35-{YEAR}-kota").places() == {"Tandes": "juara_1 1"}
    assert resolved.disputes.empty
    assert resolved.rows("SELECT class, entrants, entitled FROM edition ORDER BY class") == [
        ("kabupaten", 29, 9),
        ("kota", 9, 3),
    ]
    query = "SELECT edition_id, place_id FROM placement_claim WHERE kecamatan_printed = 'Entah'"
    assert resolved.rows(query) == [(None, None)]


def test_a_claim_without_a_year_is_listed_but_in_no_standing() -> None:
    """It stays in the list of claims."""
    resolved = resolve(claim("Dampit", "juara_1", edition_year=None))
    assert resolved.standings.empty
    query = "SELECT kecamatan_code, edition_id, place_id FROM placement_claim"
    assert resolved.rows(query) == [("350705", None, None)]


def test_a_kabkota_may_have_many_kecamatan_in_its_own_edition() -> None:
    """The rule of one kecamatan for each kabkota is the province's."""
    resolved = resolve(
        of_kabkota(claim("Dampit", "juara_1")), of_kabkota(claim("Pakis", "juara_2"))
    )
    assert resolved.of(f"kabkota-3507-{YEAR}").places() == {
        "Dampit": "juara_1 1",
        "Pakis": "juara_2 2",
    }
    assert resolved.disputes.empty


# Who says what in a dispute


@pytest.mark.parametrize(
    ("number", "kind", "sides"),
    [
        sides(
            "who counts five and who counts seven finalists",
            stage("tinjau_lapang", 5),
            stage("tinjau_lapang", 5, source_id=RADIO),
            stage("paparan", 9, 7, source_id=BLOG),
            of="finalists",
            told={"5 *": {PAPER, RADIO}, "7": {BLOG}},
        ),
        sides(
            "who counts one finalist and who names two",
            stage("tinjau_lapang", 1),
            claim("Dampit", "finalis", RADIO),
            claim("Licin", "finalis", BLOG),
            of="finalists",
            told={"1 *": {PAPER}, "> 1": {RADIO, BLOG}},
        ),
        sides(
            "who counts 30 and who counts 38 entrants",
            stage("peserta", 30, source_id=GOV),
            stage("peserta", 38),
            of="entrants",
            told={"30 *": {GOV}, "38": {PAPER}},
        ),
        sides(
            "all that is said about either of two entries",
            claim("Dampit", "juara_1", GOV),
            claim("Singosari", "juara_2"),
            claim("Singosari", "finalis", RADIO),
            of="two_entries",
            told={"350705 *": {GOV}, "350724": {PAPER, RADIO}},
        ),
        sides(
            "who puts it in which kabkota",
            claim("Kawedanan", "harapan_4", GOV),
            claim("Kawedanan", "harapan_4", RADIO, kabkota_code="3519", kecamatan_code=None),
            of="kabkota",
            told={"3520 *": {GOV}, "3519": {RADIO}},
        ),
        sides(
            "who gives which of two ranks, but not who only says finalis",
            claim("Dampit", "juara_1", GOV),
            claim("Dampit", "juara_2"),
            claim("Dampit", "finalis", RADIO),
            of="two_ranks",
            told={"1 *": {GOV}, "2": {PAPER}},
        ),
        sides(
            "who gives one rank to whom; equally supported, neither is marked",
            claim("Dampit", "juara_1"),
            claim("Licin", "juara_1", RADIO),
            of="one_rank",
            told={"350705": {PAPER}, "351024": {RADIO}},
        ),
        sides(
            "who gives a rank to two together and who to a third",
            claim("Dampit", "juara_2", GOV),
            claim("Licin", "juara_2", GOV),
            claim("Modo", "juara_2"),
            of="one_rank",
            told={"350705 *": {GOV}, "351024 *": {GOV}, "352403": {PAPER}},
        ),
        sides(
            "who gives which score",
            claim("Dampit", "juara_1", score=88.5),
            claim("Dampit", "juara_1", GOV, score=90.0),
            of="score",
            told={"90.0 *": {GOV}, "88.5": {PAPER}},
        ),
    ],
)
def test_a_dispute_names_every_source(
    book: Book, number: int, kind: str, sides: dict[str, set[str]]
) -> None:
    """Each side with its sources; the shown one is marked."""
    assert book[number].sides(kind) == sides, CASES[number]


# 6. Scores


def scored(source: str, score: float, score_max: float | None) -> Row:
    """A page's claim about the score of Dampit."""
    return claim("Dampit", "juara_1", source, score=score, score_max=score_max)


def recap(value: float, source: str = GOV, **cells: Any) -> Row:
    """A score of Dampit as an office's recap has it, at stage hasil: a total of all jurors, unless
    `cells` says otherwise.
    """
    where = {
        "edition_year": YEAR,
        "level": "provinsi",
        "province_code": "35",
        "kabkota_code": "3507",
    }
    what = {
        "kecamatan_code": KECAMATAN["Dampit"],
        "stage": "hasil",
        "value": value,
        "value_max": 100.0,
        "source_id": source,
    }
    return Row("scores", {**where, **what, **cells})


SCORES = [
    case(
        "a total of a recap is the score of whoever takes part",
        claim("Dampit", "juara_1"),
        recap(80.0),
        shows=(80.0, 100.0, False),
    ),
    case(
        "the same total on a page is no dispute",
        scored(PAPER, 80.0, 100.0),
        recap(80.0),
        shows=(80.0, 100.0, False),
    ),
    case(
        "another total on a page is",
        scored(PAPER, 81.0, 100.0),
        recap(80.0),
        shows=(80.0, 100.0, True),
    ),
    case(
        "neither a juror's total nor a criterion's score decides",
        claim("Dampit", "juara_1"),
        recap(80.0, juror="Juri 1"),
        recap(70.0, juror="Juri 2"),
        recap(60.0, indicator="1"),
        recap(50.0, indicator="1", juror="Juri 1"),
        shows=(None, None, False),
    ),
    case(
        "of a recap, too, the furthest stage counts",
        claim("Dampit", "juara_1"),
        recap(90.0, stage="administrasi"),
        recap(80.0, stage="tinjau_lapang"),
        shows=(80.0, 100.0, False),
    ),
    case(
        "the score of the furthest stage counts, an earlier one is no dispute",
        claim("Dampit", "finalis", GOV, stage="paparan", score=70.0, score_max=100.0),
        scored(PAPER, 80.0, 100.0),
        shows=(80.0, 100.0, False),
    ),
    case(
        "one score is shown with its maximum",
        scored(PAPER, 88.5, 100.0),
        shows=(88.5, 100.0, False),
    ),
    case(
        "an unknown maximum stays unknown", scored(PAPER, 575.0, None), shows=(575.0, None, False)
    ),
    case(
        "who agree dispute nothing",
        scored(PAPER, 80.0, 90.0),
        scored(RADIO, 80.0, 90.0),
        shows=(80.0, 90.0, False),
    ),
    case(
        "who omits the maximum agrees",
        scored(PAPER, 80.0, None),
        scored(RADIO, 80.0, 90.0),
        shows=(80.0, 90.0, False),
    ),
    case(
        "of two a government page's",
        scored(PAPER, 80.0, 90.0),
        scored(GOV, 81.0, 90.0),
        shows=(81.0, 90.0, True),
    ),
    case(
        "else that of more publishers",
        *(scored(PAPER, 80.0, 90.0), scored(RADIO, 81.0, 90.0), scored(BLOG, 80.0, 90.0)),
        shows=(80.0, 90.0, True),
    ),
    case(
        "equally supported, none",
        scored(PAPER, 80.0, 90.0),
        scored(RADIO, 81.0, 90.0),
        shows=(None, None, True),
    ),
]


@pytest.mark.parametrize(("number", "shows", "disputes"), SCORES)
def test_scores(book: Book, number: int, shows: tuple[Any, ...], disputes: Disputes) -> None:
    """The score of a kecamatan with its maximum, and whether it is disputed."""
    assert book[number].standing("score", "score_max", "is_disputed") == [shows], CASES[number]
    assert not disputes


def test_a_score_of_classes_ranked_apart_belongs_to_that_of_its_kabkota() -> None:
    """The class may be left out, as in placements."""
    city = {"kabkota_code": "3578", "kecamatan_code": KECAMATAN["Tandes"], "class": "kota"}
    found = resolve(
        claim("Dampit", "juara_1"),
        claim("Tandes", "juara_1", **{"class": "kota"}),
        recap(80.0),
        recap(70.0, **city),
    )
    assert found.rows("SELECT edition_id, value FROM score ORDER BY value") == [
        (f"provinsi-35-{YEAR}-kota", 70.0),
        (f"provinsi-35-{YEAR}-kabupaten", 80.0),
    ]


# 7. What else a standing says


def reached(rule: str, *stages: str | None, shows: str | None) -> Any:
    """One kecamatan at some stages."""
    claims = (claim("Dampit", "finalis", stage=name) for name in stages)
    return case(rule, *claims, shows=("stage_reached", shows))


ELSE = [
    reached(
        "the furthest stage that a claim names",
        "peserta",
        "paparan",
        "administrasi",
        shows="paparan",
    ),
    reached("the result is the furthest stage", "hasil", "tinjau_lapang", shows="hasil"),
    reached("a claim without a stage says nothing", None, "administrasi", shows="administrasi"),
    reached("unknown where no stage is named", None, shows=None),
    case(
        "who is listed in the result as peserta has not reached it",
        claim("Dampit", "peserta", stage="administrasi"),
        claim("Dampit", "peserta"),
        shows=("stage_reached", "administrasi"),
    ),
    case("nor is he a finalist", FINAL_5, claim("Dampit", "peserta"), shows=("is_finalist", False)),
    case(
        "who is within the final is",
        FINAL_5,
        claim("Dampit", "terbaik_4"),
        shows=("is_finalist", True),
    ),
    case(
        "who is behind it is not",
        FINAL_5,
        claim("Dampit", "terbaik_6"),
        shows=("is_finalist", False),
    ),
    case(
        "who holds juara or harapan always is",
        claim("Dampit", "juara_3"),
        shows=("is_finalist", True),
    ),
    case(
        "so is who is contested between two such titles",
        claim("Dampit", "juara_3"),
        claim("Dampit", "harapan_1", RADIO),
        shows=("is_finalist", True),
    ),
    case(
        "where their number is unknown, finalis at tinjau_lapang is",
        claim("Dampit", "finalis", stage="tinjau_lapang"),
        shows=("is_finalist", True),
    ),
    case("and finalis at hasil is", claim("Dampit", "finalis"), shows=("is_finalist", True)),
    case(
        "but not finalis before",
        claim("Dampit", "finalis", stage="paparan"),
        shows=("is_finalist", False),
    ),
    case("two pages are two sources", *AGREED, shows=("sources", 3)),
    case("two pages of one host are one publisher", *AGREED, shows=("publishers", 2)),
    case("the rank is stated", claim("Dampit", "juara_1"), shows=("rank_basis", "stated")),
    case(
        "or inferred",
        claim("Dampit", "juara_2", basis="inferred"),
        shows=("rank_basis", "inferred"),
    ),
    case(
        "or contested",
        claim("Dampit", "juara_1"),
        claim("Dampit", "juara_2", RADIO),
        shows=("rank_basis", "contested"),
    ),
    case(
        "or that of any finalist",
        FINAL_5,
        claim("Dampit", "finalis"),
        shows=("rank_basis", "finalist"),
    ),
    case(
        "or of any presenter",
        SHORTLIST_10,
        claim("Dampit", "finalis", stage="paparan"),
        shows=("rank_basis", "shortlist"),
    ),
    case(
        "or of any entrant", ENTRANTS_30, claim("Dampit", "wakil"), shows=("rank_basis", "entrant")
    ),
    case(
        "or what is left", FINAL_5, claim("Dampit", "peserta"), shows=("rank_basis", "elimination")
    ),
    case("or unknown", claim("Dampit", "wakil"), shows=("rank_basis", None)),
]


@pytest.mark.parametrize(("number", "shows", "disputes"), ELSE)
def test_what_else_a_standing_says(book: Book, number: int, shows: Any, disputes: Disputes) -> None:
    """Stage reached, finalist or not, how many say so, and what the place rests on."""
    column, value = shows
    assert book[number].standing(column) == [(value,)], CASES[number]
    assert not disputes


# The real catalog


@pytest.fixture(scope="module")
def real() -> Resolved:
    """The published catalog, resolved."""
    return resolve_frames(check.read(build.CATALOG), threads=2)


def named(resolved: Resolved, edition_id: str) -> list[tuple[str, int | None, int | None]]:
    """Who stands where: name, best and worst possible rank."""
    query = """SELECT place_name, rank_low, rank_high FROM standing WHERE edition_id = ?
        ORDER BY rank_low NULLS LAST, rank_high, place_name"""
    return resolved.rows(query, edition_id)


def disputed(resolved: Resolved, edition_id: str) -> list[tuple[str, str, str | None]]:
    """The disputes of an edition: kind, subject, shown."""
    query = "SELECT kind, subject, shown FROM dispute WHERE edition_id = ? ORDER BY kind"
    return resolved.rows(query, edition_id)


def test_provinsi_2023(real: Resolved) -> None:
    """All seven are known, of 30 entrants."""
    names = ["Wonosari", "Pabean Cantian", "Manguharjo", "Talango", "Junrejo", "Modo", "Kawedanan"]
    assert named(real, "provinsi-35-2023")[:7] == [
        (name, rank, rank) for rank, name in enumerate(names, 1)
    ]
    query = "SELECT entrants, finalists FROM edition WHERE edition_id = 'provinsi-35-2023'"
    assert real.rows(query) == [(30, 7)]


def test_kawedanan_2023_lies_in_magetan_though_a_page_says_madiun(real: Resolved) -> None:
    """The code's kabkota is shown, and the contradiction too."""
    assert ("kabkota", "352005", "3520") in disputed(real, "provinsi-35-2023")
    assert {"3519", "3520 *"} == set(real.of("provinsi-35-2023").sides("kabkota"))
    query = (
        "SELECT kabkota_code, is_disputed FROM standing WHERE place_id = '352005' AND"
        " edition_id = ?"
    )
    assert real.rows(query, "provinsi-35-2023") == [("3520", True)]


def test_provinsi_2022(real: Resolved) -> None:
    """Ranks 3 to 5 of five are known, so the two others are 1-2; one page speaks of seven
    finalists.
    """
    assert named(real, "provinsi-35-2022")[:5] == [
        ("Rogojampi", 1, 2),
        ("Taman", 1, 2),
        ("Tongas", 3, 3),
        ("Bumiaji", 4, 4),
        ("Pamekasan", 5, 5),
    ]
    assert disputed(real, "provinsi-35-2022") == [("finalists", "finalists", "5")]
    assert set(real.of("provinsi-35-2022").sides("finalists")) == {"5 *", "7"}


def test_provinsi_2017_has_five_with_both_rulings_applied(real: Resolved) -> None:
    """Sumur Geneng is Sumbermalang, and the page that prints 2018 over these five counts for
    2017.
    """
    names = ["Dampit", "Sangkapura", "Benowo", "Sumbermalang", "Bangilan"]
    assert named(real, "provinsi-35-2017")[:5] == [
        (name, rank, rank) for rank, name in enumerate(names, 1)
    ]
    query = """SELECT kecamatan_printed, year_printed, edition_id, place_id
        FROM placement_claim JOIN ruling USING (ruling_id) WHERE field LIKE 'kecamatan %'"""
    assert real.rows(query) == [("Sumur Geneng", 2017, "provinsi-35-2017", "351215")]
    query = """SELECT year_printed, edition_id, count(*)
        FROM placement_claim JOIN ruling USING (ruling_id)
        WHERE field = 'edition_year' GROUP BY ALL"""
    assert real.rows(query) == [(2018, "provinsi-35-2017", 5)]


def test_provinsi_2018(real: Resolved) -> None:
    """The fifth comes from Ngawi and is not named."""
    names = [
        "Singosari",
        "Wonocolo",
        "Sumberasih",
        "Banyuglugur",
        "kecamatan di Kabupaten Ngawi, nama tidak disebut",
    ]
    assert named(real, "provinsi-35-2018") == [
        (name, rank, rank) for rank, name in enumerate(names, 1)
    ]


def test_provinsi_2021_shows_one_kecamatan_of_banyuwangi(real: Resolved) -> None:
    """Licin is better supported than Wongsorejo, which is only in the dispute."""
    assert "Wongsorejo" not in [name for name, _, _ in named(real, "provinsi-35-2021")]
    assert disputed(real, "provinsi-35-2021") == [("two_entries", "3510", "351024")]
    query = (
        "SELECT is_disputed FROM standing WHERE edition_id = 'provinsi-35-2021' AND place_name ="
        " 'Licin'"
    )
    assert real.rows(query) == [(True,)]


def test_provinsi_2024(real: Resolved) -> None:
    """The two finalists without a title share what is left of seven."""
    assert named(real, "provinsi-35-2024")[5:7] == [("Kademangan", 6, 7), ("Kalitengah", 6, 7)]


def test_no_standing_rests_on_a_claim_without_a_year(real: Resolved) -> None:
    """Claims without a year are kept and never placed, and every standing has a dated or ruled
    claim.
    """
    query = """SELECT count(*), count(edition_id), count(place_id)
        FROM placement_claim WHERE year_printed IS NULL"""
    ((listed, placed, named_places),) = real.rows(query)
    assert listed > 0
    assert (placed, named_places) == (0, 0)
    query = """SELECT count(*) FROM standing WHERE NOT EXISTS (
        SELECT 1 FROM placement_claim AS claim WHERE claim.edition_id = standing.edition_id
            AND claim.place_id = standing.place_id AND year_printed IS NOT NULL)"""
    assert real.rows(query) == [(0,)]


def test_the_real_catalog_resolves_alike_in_any_order(real: Resolved) -> None:
    """The fingerprint of the build does not depend on the order of the lines."""
    again = resolve_frames(shuffled(check.read(build.CATALOG), 1), threads=2)
    assert build.fingerprint(again.con) == build.fingerprint(real.con)


# Properties, of editions that nobody thought of. Each example is a few editions in one database, a
# year each.

MALANG = [name for name, code in KECAMATAN.items() if code.startswith("3507")]
OTHERS = [
    "Dampit",
    "Singosari",
    "Licin",
    "Wongsorejo",
    "Modo",
    "Talango",
    "Tandes",
    "Benowo",
    "Bumiaji",
    "Kawedanan",
]
SECOND = ("Singosari", "Wongsorejo", "Benowo")
SOURCES = [GOV, PAPER, PAPER_2, RADIO, BLOG, "kabar.id"]
RANKED = ["juara_1", "juara_1", "terbaik_1", "juara_2", "harapan_3"]  # few, so that claims meet
UNRANKED = ["finalis", "finalis", "nominasi", "wakil", "peserta", "peserta"]
STAGES = ["hasil", "hasil", "tinjau_lapang", "paparan", "administrasi", "peserta", None]
PROPERTY = settings(
    max_examples=many(5, 50),
    deadline=None,
    derandomize=True,
    database=None,
    phases=[
        Phase.generate
    ],  # to shrink an example takes minutes; the message has the edition at fault
)
Standings = list[dict[str, Any]]


@st.composite
def editions(draw: st.DrawFn, wild: bool = False) -> list[Row]:
    """A few sizes and claims of an edition; `wild` ones contradict each other, others give each
    rank once.
    """
    rows: list[Row] = []
    sizes = st.one_of(st.none(), st.integers(1, 12))
    for name in ("peserta", "administrasi", "paparan", "tinjau_lapang", "hasil"):
        participants, advancing = draw(sizes), draw(sizes)
        if participants or advancing:
            source = draw(st.sampled_from(SOURCES))
            rows.append(stage(name, participants, advancing, source_id=source))
    is_province = draw(st.booleans())
    names = OTHERS if is_province else MALANG
    if not wild:
        # One for each kabkota
        names = [name for name in names if not is_province or name not in SECOND]
        order = draw(st.permutations(range(1, 9)))
        if draw(st.booleans()):  # the first two share a rank, and the next is left out
            order = [order[0], *(rank for rank in order if rank != order[0] + 1)]
        told = draw(st.integers(0, 6))
        rows += [
            claim(name, f"terbaik_{rank}") for name, rank in zip(names[:told], order, strict=False)
        ]
    else:
        names = names[: draw(st.sampled_from([1, 2, 3, 10]))]
    for _ in range(draw(st.integers(0, 14))):
        cells: dict[str, Any] = {"stage": draw(st.sampled_from(STAGES))}
        placement = draw(st.sampled_from([*RANKED, *UNRANKED] if wild else UNRANKED))
        if wild:
            cells["basis"] = draw(st.sampled_from(["stated", "stated", "inferred"]))
            cells["score"] = draw(st.sampled_from([None, None, None, 80.0, 81.0]))
        rows.append(
            claim(draw(st.sampled_from(names)), placement, draw(st.sampled_from(SOURCES)), **cells)
        )
    if wild and is_province and draw(st.booleans()):
        rows.append(
            claim("Licin", draw(st.sampled_from(RANKED)), kecamatan_code=None, kabkota_code="3512")
        )
        rows.append(claim(None, draw(st.sampled_from(RANKED)), RADIO, kabkota_code="3578"))
    return rows if is_province else [of_kabkota(row) for row in rows]


def dated(many: Iterable[list[Row]]) -> list[Row]:
    """The rows of many editions, each in a year of its own, every row once."""
    rows = [
        Row(r.file, {**r.cells, "edition_year": YEAR + i}) for i, e in enumerate(many) for r in e
    ]
    return [row for i, row in enumerate(rows) if row not in rows[:i]]


def by_edition(resolved: Resolved) -> dict[str, Standings]:
    """The standings of each edition."""
    return {
        str(key): part.to_dict("records") for key, part in resolved.standings.groupby("edition_id")
    }


def undecided(resolved: Resolved) -> set[str]:
    """Editions in which equally supported claims left a rank or an entry undecided."""
    kinds = ("two_ranks", "one_rank", "two_entries")
    undecided = resolved.disputes["kind"].isin(kinds) & resolved.disputes["shown"].isna()
    return set(resolved.disputes.loc[undecided, "edition_id"])


def edition_id(cells: dict[str, Any]) -> str:
    """The key of the edition that a row is about."""
    code = cells["province_code"] if cells["level"] == "provinsi" else cells["kabkota_code"]
    return f"{cells['level']}-{code}-{cells['edition_year']}"


def about(key: str, rows: Iterable[Row]) -> list[Row]:
    """The rows about one edition."""
    return [row for row in rows if edition_id(row.cells) == key]


def shuffled(catalog: dict[str, pd.DataFrame], seed: int) -> dict[str, pd.DataFrame]:
    """The same catalog, its lines in another order."""
    mixed = {stem: frame.sample(frac=1, random_state=seed) for stem, frame in catalog.items()}
    return {stem: frame.reset_index(drop=True) for stem, frame in mixed.items()}


def ranking(standings: Standings) -> dict[str, int] | None:
    """One complete ranking in which everybody stands within the interval shown, or None if there is
    none.
    """
    held: dict[int, list[str]] = {}
    waiting: list[tuple[float, int, str]] = []
    for row in standings:
        if row["rank_basis"] in ("stated", "inferred"):
            held.setdefault(row["rank_low"], []).append(row["place_id"])
        else:
            low = 1 if pd.isna(row["rank_low"]) else row["rank_low"]
            high = float("inf") if pd.isna(row["rank_high"]) else row["rank_high"]
            waiting.append((high, low, row["place_id"]))
    placed = {place: rank + i for rank, tied in held.items() for i, place in enumerate(tied)}
    if len(set(placed.values())) < len(placed):
        return None
    taken, rank = set(placed.values()), 0
    while waiting:  # each free rank goes to whoever may stand there and has the least time left
        rank += 1
        able = [who for who in waiting if who[1] <= rank <= who[0]]
        if any(high < rank for high, _, _ in waiting):
            return None
        if rank not in taken and able:
            waiting.remove(min(able))
            placed[min(able)[2]] = rank
    return placed


@PROPERTY
@given(st.lists(editions(wild=True), min_size=6, max_size=16), st.integers(0, 2**32 - 1))
def test_the_order_of_lines_never_matters(many: list[list[Row]], seed: int) -> None:
    """Every table, and with them the fingerprint of the build, stays the same."""
    catalog = frames(dated(many))
    first, second = resolve_frames(catalog), resolve_frames(shuffled(catalog, seed))
    for name in publish.tables(first.con):
        one, other = (
            resolved.con.table(name).order("ALL").fetchall() for resolved in (first, second)
        )
        assert one == other, name
    assert build.fingerprint(first.con) == build.fingerprint(second.con)


@PROPERTY
@given(st.lists(editions(wild=True), min_size=10, max_size=20))
def test_another_source_that_says_the_same_changes_no_place(many: list[list[Row]]) -> None:
    """A new publisher repeats, for everybody shown, a claim that agrees with the title and place
    shown.
    """
    rows = dated(many)
    before = resolve(*rows)
    echoes: dict[tuple[str, str], Row] = {}
    unsettled = undecided(before)
    for standing in before.standings.to_dict("records"):
        if standing["edition_id"] in unsettled:
            continue
        key = (standing["edition_id"], standing["place_id"])
        for row in rows:
            cells = row.cells
            if row.file != "placements" or key != (edition_id(cells), cells.get("kecamatan_code")):
                continue
            is_ranked = standing["rank_basis"] in ("stated", "inferred")
            is_basis = not is_ranked or cells["basis"] == standing["rank_basis"]
            if is_basis and cells["placement"] == standing["title"]:
                echoes[key] = Row("placements", {**cells, "source_id": "gema.id", "score": None})
    after = resolve(*rows, *echoes.values())
    shown = [
        "edition_id",
        "place_id",
        "title",
        "rank_low",
        "rank_high",
        "is_tied",
        "rank_basis",
        "is_disputed",
    ]
    assert set(before.disputes["dispute_id"]) == set(after.disputes["dispute_id"])
    was, now = before.standings[shown].to_dict("records"), after.standings[shown].to_dict("records")
    for one, other in zip(was, now, strict=True):
        assert str(one) == str(other), about(one["edition_id"], rows)


@PROPERTY
@given(st.lists(editions(), min_size=6, max_size=16))
def test_every_interval_belongs_to_a_complete_ranking(many: list[list[Row]]) -> None:
    """One can rank everybody, each within the interval shown; and everybody is within some
    interval.
    """
    rows = dated(many)
    resolved = resolve(*rows)
    assert not undecided(resolved)
    for key, standings in by_edition(resolved).items():
        assert ranking(standings) is not None, (resolved.of(key).places(), about(key, rows))


@PROPERTY
@given(st.lists(editions(), min_size=6, max_size=16))
def test_finalists_lie_within_the_final_and_others_behind_it(many: list[list[Row]]) -> None:
    """Unless more are claimed to be finalists than there are, which is a dispute."""
    rows = dated(many)
    resolved = resolve(*rows)
    query = """SELECT edition_id FROM dispute JOIN dispute_claim USING (dispute_id)
        WHERE kind = 'finalists' AND position LIKE '> %'"""
    query_outside = """SELECT edition_id, place_id FROM placement_claim
        GROUP BY ALL HAVING bool_and(placement = 'peserta' AND stage = 'hasil')"""
    outside = set(resolved.rows(query_outside))
    gave_way = {key for (key,) in resolved.rows(query)}
    finalists = dict(
        resolved.rows("SELECT edition_id, finalists FROM edition WHERE finalists IS NOT NULL")
    )
    entrants = dict(
        resolved.rows("SELECT edition_id, entrants FROM edition WHERE entrants IS NOT NULL")
    )
    for key, standings in by_edition(resolved).items():
        for row in standings:
            if key not in finalists or row["rank_basis"] == "stated":
                continue
            if row["is_finalist"] and key not in gave_way:
                assert row["rank_high"] <= finalists[key], (row, about(key, rows))
            if (key, row["place_id"]) in outside and entrants.get(key, 99) > finalists[key]:
                assert row["rank_low"] > finalists[key], (row, about(key, rows))


def test_a_ranking_is_only_found_where_there_is_one() -> None:
    """The check of the property itself: three cannot stand on two places, two can."""
    rows = [{"place_id": p, "rank_basis": "finalist", "rank_low": 1, "rank_high": 2} for p in "abc"]
    assert ranking(rows) is None
    assert ranking(rows[:2]) == {"a": 1, "b": 2}


def test_the_helper_leaves_the_catalog_whole() -> None:
    """Every file and column of the catalog, in the types that data.check gives."""
    small, whole = frames([claim("Dampit", "juara_1")]), check.read(build.CATALOG)
    assert list(small) == list(whole)
    for stem, frame in small.items():
        kinds = {c: str(dtype).replace("str", "string") for c, dtype in whole[stem].dtypes.items()}
        assert {c: str(frame[c].dtype) for c in frame} == kinds
