"""The part Katalog of the page Inovasi: search as one types, filters, and a card for each
innovation.
"""

from collections.abc import Callable, Mapping
from math import ceil
from typing import NamedTuple

import streamlit as st

from analytics.core import indicators, text
from analytics.core.indicators import Names
from analytics.core.markup import link, plain
from analytics.core.rows import Rows, each
from analytics.evidence import tables as evidence_tables
from analytics.innovation import filtering as innovation_filtering
from analytics.innovation import questions as innovation_questions
from analytics.innovation import sentences as innovation_sentences
from analytics.innovation import tables as innovation_tables
from analytics.innovation.filtering import ALL, KEYS, LABELS, RULES, SEARCH, Value
from analytics.innovation.questions import By, Wanted
from analytics.innovation.rows import Hit, Option
from pages.parts.door.run import bounded
from pages.parts.shared import frame, links, searching
from pages.parts.shared.filters import Choice, based
from pages.parts.shared.store import ask

EACH_PAGE = 12
PAGE = "inovasi_halaman"
STYLE = '<style>[class*="st-key-kartu_"] strong a { font-size: 1.1rem; line-height: 1.6 }</style>'


def _words(
    held: Rows[Option],
    names: Names,
    context: str,
    *,
    indicator: int | None,
    basis: str | None,
    by: By | None,
    value: str,
) -> dict[str, str]:
    """The filters that list one part of a chart, by key, in words. `held` is
    innovation.questions.choices.
    """
    options = innovation_filtering.catalogue(held, names)
    wanted: dict[str, Value | None] = {
        "context": context,
        "indicator": indicator,
        "basis": basis,
    }
    if by:
        wanted[by] = int(value or 0) if by == "year" else value
    return {
        KEYS[name]: next(words for words, held in options[name].items() if held == one)
        for name, one in wanted.items()
        if one is not None
    }


class Listing(NamedTuple):
    """What addresses of the catalogue begin with: the choice, innovation.questions.choices, the
    context, whether with the rules, and what the indicators are called.
    """

    choice: Choice
    held: Rows[Option]
    context: str
    proposed: bool
    names: Names

    def path(
        self,
        indicator: int | None = None,
        basis: str | None = None,
        by: By | None = None,
        value: str = "",
    ) -> str:
        """The address of the catalogue with the innovations of an indicator, a basis, a property
        (by) of a value.
        """
        proposed = {RULES: "true"} if self.proposed else {}
        words = _words(
            self.held,
            self.names,
            self.context,
            indicator=indicator,
            basis=basis,
            by=by,
            value=value,
        )
        return self.choice.path("inovasi", inovasi_bagian="Katalog", **words, **proposed)


def preset(
    context: str, indicator: int | None, basis: str | None, by: By | None, value: str
) -> None:
    """Set the filters to what one part of a chart shows, before the catalogue is drawn."""
    _clear()
    words = _words(
        ask(innovation_questions.choices),
        ask(indicators.names),
        context,
        indicator=indicator,
        basis=basis,
        by=by,
        value=value,
    )
    st.session_state.update(words)
    # The address of a widget that is not drawn yet does not follow its value
    st.query_params.update(words)


def _clear() -> None:
    st.session_state[SEARCH] = ""
    for key in KEYS.values():
        st.session_state[key] = ALL
    _first()


def _first() -> None:
    st.session_state[PAGE] = 1


def finding() -> str:
    """How much the catalogue holds; the heading of the page."""
    return innovation_sentences.catalogue(
        ask(innovation_questions.by_indicator, "skk"),
        ask(innovation_questions.by_indicator, "lain"),
    )


@st.fragment
def draw(choice: Choice) -> None:
    """Search, filters, cards; what is typed redraws this part alone."""
    with bounded():
        _draw(choice)


def _draw(choice: Choice) -> None:
    st.html(STYLE)
    typed = searching.search(
        None,
        "Cari inovasi",
        key=SEARCH,
        bind="query-params",
        live=True,
        type="search",
        on_change=_first,
        placeholder="Nama, uraian, tempat; boleh salah ketik",
    )
    wanted = _filters()
    found = ask(innovation_questions.search, typed, wanted, 0, EACH_PAGE)
    st.header(plain(innovation_sentences.found(found, typed)), anchor=False)
    if found.empty:
        st.info("Periksa ejaan, pakai kata yang lebih umum, atau hapus saringan.")
        return
    cards = st.container()
    pages = ceil(int(found["found"].iloc[0]) / EACH_PAGE)
    if pages > 1:
        page = st.pagination(pages, key=PAGE, bind="query-params", max_visible_pages=5)
        found = ask(innovation_questions.search, typed, wanted, EACH_PAGE * (page - 1), EACH_PAGE)
    for start in range(0, len(found), 3):
        for column, row in zip(cards.columns(3), each(found.iloc[start : start + 3]), strict=False):
            with column.container(border=True, height="stretch", key=f"kartu_{row.innovation_id}"):
                _card(row, choice)
    _downloads(choice, typed, wanted)


def told_filters(active: Mapping[str, str], clear: Callable[[], None]) -> None:
    """The filters in force, by their labels, with a button that clears them; none, nothing."""
    if not active:
        return
    told = [f"{plain(label.lower())} **{plain(words)}**" for label, words in active.items()]
    bar = st.container(horizontal=True, vertical_alignment="center")
    bar.markdown("Disaring: " + "; ".join(told), width="stretch")
    bar.button(
        "Hapus saringan", icon=":material/filter_alt_off:", on_click=clear, key="inovasi_hapus"
    )


def _filters() -> Wanted:
    """The filters; those in force are named below the folded box, since it may be shut."""
    options = innovation_filtering.catalogue(
        ask(innovation_questions.choices), ask(indicators.names)
    )
    with st.expander("Saringan", icon=":material/filter_alt:", key="inovasi_saringan"):
        boxes = st.columns(3)
        chosen = {
            name: (
                boxes[number % 3].selectbox(
                    LABELS[name],
                    [ALL, *options[name]],
                    key=key,
                    bind="query-params",
                    on_change=_first,
                )
            )
            for number, (name, key) in enumerate(KEYS.items())
        }
        proposed = st.toggle(
            "Sertakan usulan aturan",
            key=RULES,
            bind="query-params",
            on_change=_first,
        )
    told_filters(
        {LABELS[name]: words for name, words in chosen.items() if words != ALL},
        _clear,
    )
    values = {name: options[name].get(words) for name, words in chosen.items()}
    return innovation_filtering.wanted(values, proposed=proposed)


def _card(row: Hit, choice: Choice) -> None:
    href = based(choice.path("inovasi", id=row.innovation_id))
    year = text.years(row.first_year, row.last_year) or "tahun tidak disebut"
    codes = links.code(row.kecamatan, row.kecamatan_code)
    known, guessed = text.is_known(row.indicator), text.is_known(row.proposed)
    basis = (
        text.INDICATOR_BASES[row.indicator_basis if known else "rule"] if known or guessed else ""
    )
    number = row.indicator if known else row.proposed
    called = plain(indicators.named(number, ask(indicators.names)))
    indicator = called + (f" ({basis})" if basis else "")
    told = [plain(text.words(row.sector)), plain(innovation_tables.actors(row.actors))]
    told += (
        [f"penerima manfaat: {plain(row.beneficiaries)}"]
        if text.is_known(row.beneficiaries)
        else []
    )
    source = link(row.publishers[0], row.url)
    lines = [
        f"**{link(row.name, href)}**",
        f"*{plain(row.expansion)}*" if text.is_known(row.expansion) else "",
        f":material/location_on: {links.linked(innovation_sentences.where(row), codes)} · {year}",
        f":material/category: {plain(indicator)}",
        ":material/groups: " + " · ".join(one for one in told if one) if any(told) else "",
        f":material/link: {source}"
        + (f" dan {text.number(row.sources - 1)} halaman lain" if row.sources > 1 else ""),
        ":material/info: Berita layanan lain, bukan untuk lomba" if row.context != "skk" else "",
    ]
    st.markdown("  \n".join(line for line in lines if line))


def _downloads(choice: Choice, typed: str, wanted: Wanted) -> None:
    whole = ask(innovation_questions.search, typed, wanted, 0, 100_000)
    link = choice.link(
        "inovasi",
        inovasi_bagian="Katalog",
        **({SEARCH: typed} if typed else {}),
        **{key: st.session_state[key] for key in KEYS.values() if st.session_state[key] != ALL},
        **({RULES: "true"} if wanted.proposed else {}),
    )
    sources = evidence_tables.sources(ask(innovation_questions.sources))
    frame.downloads(
        "katalog_inovasi",
        "Katalog inovasi",
        innovation_tables.listed(whole, ask(indicators.names)),
        sources,
        link,
    )
