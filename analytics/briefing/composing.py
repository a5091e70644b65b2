"""The briefing of a view: which page an address opens, what that page says, and the data's own
marks.
"""

from collections.abc import Callable, Mapping
from datetime import UTC
from typing import NamedTuple

from analytics.briefing import (
    addressing,
    of_annex,
    of_assessment,
    of_book,
    of_edition,
    of_innovation,
    of_map,
    of_place,
    parts,
)
from analytics.briefing.addressing import Address
from analytics.briefing.rows import Book, Briefing, Draft, Made, Result
from analytics.core import editions, text
from analytics.core.choosing import FILTERS, UnknownError
from analytics.core.markup import shortened
from analytics.core.query import Connection
from analytics.kabkota import questions as kabkota_questions
from analytics.kabkota import sentences as kabkota_sentences

SOURCES = 5  # named; the others are counted


def _always(_: Mapping[str, str]) -> bool:
    return True


class Page(NamedTuple):
    """A page that has briefings."""

    drafted: Callable[[Connection, Mapping[str, str]], Draft]
    parameters: frozenset[str]  # what its address may hold beside the filters
    offers: Callable[[Mapping[str, str]], bool] = _always  # whether what it opens has a briefing


def _home(con: Connection, parameters: Mapping[str, str]) -> Draft:
    """Beranda: with daerah saya that region, else the edition in view."""
    if "daerah" not in parameters:
        return of_edition.home(con, parameters)
    region = kabkota_questions.region(con, parameters["daerah"])
    if region is None:
        raise UnknownError(
            f"Tidak ada kabupaten/kota berkode “{shortened(parameters['daerah'])}”; periksa"
            " “daerah” di alamat, misalnya /?daerah=3507."
        )
    draft = of_place.of_region(con, region)
    edition = of_edition.home(con, parameters)
    spells = kabkota_questions.spells(kabkota_questions.journey(con, region.code))
    first, _, rest = edition.address.partition("?")
    return draft._replace(
        view=f"{edition.view} · daerah {region.name}",
        address=f"{first}?{rest}&daerah={region.code}",
        sentences=parts.told(
            [kabkota_sentences.since_before(spells), f"{edition.title}.", *draft.sentences], 4
        ),
    )


PAGES = {
    "": Page(_home, frozenset({"daerah"})),
    "peringkat": Page(of_edition.ranking, frozenset({"peringkat_bagian", *of_edition.OF_YEARS})),
    "perbandingan": Page(of_place.comparison, frozenset({"kec", "kab"})),
    "profil": Page(of_place.profile, frozenset({"kec", "mengapa", "sejak"})),
    "kabkota": Page(of_place.kabkota, frozenset({"kode", "mengapa", "sejak"})),
    "tren": Page(of_edition.trend, frozenset()),
    "sumber": Page(
        of_edition.evidence, frozenset({"sumber_bagian", "sumber_kec"}), of_edition.offers_evidence
    ),
    "peta": Page(of_map.map_, of_map.OWN, of_map.offers),
    "penilaian": Page(of_assessment.assessment, frozenset(of_assessment.OWN)),
    "inovasi": Page(of_innovation.innovation, frozenset(of_innovation.OWN)),
}


def briefing(con: Connection, view: str) -> Briefing:
    """The briefing of the view at an address: "/peringkat?tahun=2023", or the same with its host.

    Raises:
        UnknownError: there is no such page, place, edition or part, or the page has no briefing;
        the message says what, and how to mend it.
    """
    asked, page = _asked(view)
    draft = page.drafted(con, asked.parameters)
    made = _made(con, asked.origin + draft.address)
    return Briefing(
        draft.title,
        draft.kicker,
        draft.view,
        draft.sentences,
        draft.grid,
        draft.disputes,
        draft.unknown,
        draft.sources[:SOURCES],
        max(len(draft.sources) - SOURCES, 0),
        *made,
        draft.charts,
    )


def annex(con: Connection, view: str) -> tuple[Result, Made]:
    """The result of the edition at an address, for the annex of a decree.

    Raises:
        UnknownError: the address opens no edition, or one without a known result.
    """
    asked, _ = _asked(view)
    if asked.page != of_annex.PAGE:
        raise UnknownError(of_annex.WHOSE)
    result = of_annex.result(con, asked.parameters)
    return result, _made(con, asked.origin + result.address)


def book(con: Connection, view: str) -> tuple[Book, Made]:
    """Buku saku of the kabkota at an address.

    Raises:
        UnknownError: the address opens no kabkota, or one of which nothing is on record.
    """
    asked, _ = _asked(view)
    if asked.page != of_book.PAGE:
        raise UnknownError(of_book.WHOSE)
    found = of_book.book(con, of_place.asked(con, asked.parameters))
    return found, _made(con, asked.origin + found.address)


def has_book(con: Connection, view: str) -> bool:
    """Whether an address of the app opens a kabkota of which something is on record."""
    try:
        asked, _ = _asked(view)
        return asked.page == of_book.PAGE and of_book.is_known(
            con, of_place.asked(con, asked.parameters).code
        )
    except UnknownError:
        return False


def _asked(view: str) -> tuple[Address, Page]:
    asked = addressing.read(view, PAGES)
    page = PAGES.get(asked.page)
    if page is None:
        raise UnknownError(
            f"Halaman “{shortened('/' + asked.page)}” tidak ada atau tidak punya ringkasan; yang"
            f" punya: {text.listing([f'/{name}' for name in PAGES], len(PAGES))}."
        )
    known = {*FILTERS, *page.parameters}
    wrong = [f"“{shortened(name)}”" for name in asked.parameters if name not in known]
    if wrong:
        raise UnknownError(
            f"Bagian alamat ini tidak dikenal: {text.listing(wrong)}. Yang dikenal di halaman ini:"
            f" {text.listing(sorted(known), len(known))}."
        )
    return asked, page


def _made(con: Connection, address: str) -> Made:
    build = editions.version(con)
    built = build.built_at.replace(tzinfo=UTC)
    return Made(
        build.version[:12],
        text.date(f"{built.astimezone(text.WIB):%Y-%m-%d}"),
        int(built.timestamp()),
        build.kind == "simulated",
        address,
    )


def has_one(view: str) -> bool:
    """Whether what an address of the app opens has a briefing."""
    try:
        asked = addressing.read(view, PAGES)
    except UnknownError:
        return False
    page = PAGES.get(asked.page)
    return page is not None and page.offers(asked.parameters)


def has_annex(view: str) -> bool:
    """Whether what an address of the app opens is the result of one edition."""
    try:
        asked = addressing.read(view, PAGES)
    except UnknownError:
        return False
    return asked.page == of_annex.PAGE and of_annex.offers(asked.parameters)
