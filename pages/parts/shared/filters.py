"""The filters that hold on every page (tingkat, wilayah, tahun), kept in the address bar."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.core import choosing, editions, text
from analytics.core.choosing import HOME, Choice, edition
from analytics.core.markup import echoed, plain
from pages.parts.shared import folding, private, registry
from pages.parts.shared.store import ask

__all__ = ["HOME", "Choice", "edition"]  # that others take from here
CHOICE = "_pilihan"
KINDRED = "Ajang kerabat, bukan SKK: ditampilkan terpisah dan tidak digabung dengan hasil SKK."


class Asked(NamedTuple):
    """What the address asked for, and where on the page to say what of it was ignored."""

    parameters: dict[str, str]
    notice: DeltaGenerator


def path_to(page: str, contest_id: str, year: int, **more: str | None) -> str:
    """The address of a page on another edition than the one in view, as the address bar shows
    it.
    """
    contest = ask(editions.contest, contest_id)
    home = contest.level == "provinsi" and contest_id == f"provinsi-{HOME}"
    return choosing.address(
        page,
        {
            "tingkat": None if contest.level == "provinsi" else text.LEVELS[contest.level],
            "wilayah": None if home else contest.label,
            "tahun": None if year == contest.last_year else str(year),
            **more,
        },
    )


def based(href: str) -> str:
    """An address of the app as the browser must ask for it, below the path that the server is set
    to.
    """
    return f"/{st.get_option('server.baseUrlPath').strip('/')}".rstrip("/") + href


def choose(page: str) -> Asked | None:
    """Draw the filters; None (with a reason on the page) where there is nothing to choose from."""
    asked = dict(st.query_params)
    contests = ask(editions.contests)
    if contests.empty:
        st.title("Belum ada hasil")
        st.info(
            "Katalog yang terbit belum memuat satu hasil pun. Tambahkan klaim ke katalog, lalu"
            " terbitkan lagi."
        )
        return None
    # Where they mean nothing they are drawn all the same, unseen, or the choice would be lost on
    # the way.
    offered = _offered(page, asked)
    switch, inside = folding.room("saringan")
    bar = inside.container(
        horizontal=True, vertical_alignment="bottom", key="saringan" if offered else "saringan_diam"
    )
    levels = choosing.levels(contests)
    level = bar.selectbox(
        "Tingkat",
        levels,
        format_func=text.LEVELS.__getitem__,
        key="tingkat",
        bind="query-params",
        width=170,
    )
    # It stands before the region that decides which years there are.
    for_year = bar.container(
        width=110, key="saringan_tahun_diam" if offered and "tahun" not in offered else None
    )
    labels = choosing.labels(contests, level)
    home = choosing.home(contests, level)
    reset_if_gone("wilayah", labels, home)
    contest = bar.selectbox(
        "Wilayah",
        list(labels),
        index=list(labels).index(home),
        format_func=labels.__getitem__,
        key="wilayah",
        bind="query-params",
        width=340,
    )
    held = ask(editions.editions, contest)
    years = choosing.years(held)
    reset_if_gone("tahun", years, years[0])
    year = for_year.selectbox("Tahun", years, key="tahun", bind="query-params")
    choice = st.session_state[CHOICE] = choosing.chosen(contests, contest, held, year)
    if offered:
        switch.toggle(plain(_shown(choice, offered)), key="buka_saringan")
    return Asked(asked, st.container())


def _shown(choice: Choice, offered: Collection[str]) -> str:
    """What is chosen, in the place of the filters until a phone opens them."""
    edition = choice.name
    if "tahun" not in offered:
        edition = edition.removesuffix(f" {choice.year}")
    return f"{edition} · ganti"


def _offered(address: str, asked: Mapping[str, str]) -> tuple[str, ...]:
    """The filters that mean something on the page at an address; none where there is no such
    page.
    """
    page = registry.at(address)
    if page is None:
        return ()
    return page.offers(st.session_state.get(page.part, asked.get(page.part)) if page.part else None)


def reset_if_gone(key: str, options: Collection[object], default: object) -> None:
    """Choose the default where another filter has taken away what was chosen, or where the default
    has changed while it was in view. In the first case Streamlit would leave what was chosen in the
    address; in the second it would keep the old default, and the address, which names none, would
    open the new one.
    """
    before, chosen = st.session_state.get(f"_bawaan_{key}"), st.session_state.get(key, default)
    if chosen not in options or (chosen == before != default and key not in st.query_params):
        st.session_state[key] = default
    if before != default:
        st.session_state[f"_bawaan_{key}"] = default


def current() -> Choice:
    """What is chosen in this run."""
    if CHOICE not in st.session_state:
        # A deep link that is the first visit after a start: Streamlit sees the folder pages/ and
        # runs the page alone, until it learns from st.navigation that dashboard.py leads. Tell it,
        # and begin again.
        private.the_door_leads()
        st.rerun()
    choice: Choice = st.session_state[CHOICE]
    return choice


def read_old_link(name: str, value: str, parameters: Sequence[str]) -> None:
    """Read a link from before a page had parts: where it holds a parameter of a part but not the
    part, it means that part.
    """
    if name not in st.query_params and st.query_params.keys() & set(parameters):
        st.session_state.setdefault(name, value)


def forget() -> None:
    """End the choice with the run, so that a page that is run alone knows."""
    st.session_state.pop(CHOICE, None)


def say_what_was_ignored(page: str, asked: Asked) -> None:
    """On a visitor's first page, say which parts of the link were not known. To be called when the
    page has been drawn, since its own widgets take their part of the link.
    """
    if st.session_state.setdefault("_tautan_dibaca", False):
        return
    st.session_state["_tautan_dibaca"] = True
    choice, known = current(), registry.at(page)
    own = known.parameters if known else ()
    local = {name: written(st.session_state[name]) for name in own if name in st.session_state}
    taken = choice.parameters | local
    wrong = [
        f"{name}={value}"
        for name, value in asked.parameters.items()
        if taken.get(name, value) != value
    ]
    unknown = [name for name in asked.parameters if name not in (*registry.FILTERS, *own)]
    if wrong or unknown:
        ignored = text.listing([echoed(one) for one in wrong + unknown])
        asked.notice.warning(
            f"Bagian tautan ini tidak dikenal dan diabaikan: {ignored}."
            + (
                f" Yang ditampilkan: {plain(choice.name)}."
                if known is None or known.filters
                else ""
            ),
            icon=":material/link_off:",
        )


def written(value: object) -> str:
    """A value as Streamlit writes it in an address."""
    return str(value).lower() if isinstance(value, bool) else str(value)
