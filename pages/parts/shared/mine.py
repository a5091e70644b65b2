"""Daerah saya: the kabupaten/kota that a visitor calls theirs. Chosen once, it stands in the
address of Beranda and Inovasi, holds for the session, and is kept by the browser
(static/komponen/mine.js).

The address leads: a link that names a region shows that one, and what the browser keeps stays as it
is. The browser keeps what was chosen by hand, and nothing else.
"""

import json
from collections.abc import Mapping

import streamlit as st

from analytics.core import editions
from analytics.core.markup import echoed
from analytics.kabkota import questions as kabkota_questions
from pages.parts.shared.component import component
from pages.parts.shared.store import ask

PARAMETER = "daerah"
KEEPER = "daerah_peramban"
_CODE = "_daerah"  # of the session: the region, or ""
_CHOSEN = "_daerah_dipilih"  # of the session: what was last chosen by hand, or ""
_KEEPER = component("mine")


def settle() -> str:
    """The code of the region in view, or "": of the address, else of the session, which then stands
    in the address too. An address that names none there is says so on the page.
    """
    asked = st.query_params.get(PARAMETER, "")
    known = names()
    if asked and asked not in known:
        st.warning(
            f"Tidak ada kabupaten/kota berkode “{echoed(asked)}”; periksa tautannya, atau pilih"
            " daerah Anda di bawah.",
            icon=":material/link_off:",
        )
        return ""
    code = asked or current()
    if code and code not in known:  # a newer generation has no such region
        code = ""
    if code and not asked:
        st.query_params[PARAMETER] = code
    st.session_state[_CODE] = code
    return code


def current() -> str:
    """The code of the region of this session, or ""; on pages whose address does not name it."""
    return str(st.session_state.get(_CODE, ""))


def names() -> Mapping[str, str]:
    """The names of all kabupaten/kota by code, in their order."""
    return ask(kabkota_questions.labels)


def choose(label: str, code: str) -> None:
    """A box to choose in; without a region it is empty."""
    known = names()
    # A new box for each, so that it never contradicts the address
    key = f"daerah_{code or 'belum'}"
    st.selectbox(
        label,
        list(known),
        index=list(known).index(code) if code else None,
        format_func=known.__getitem__,
        key=key,
        placeholder="Ketik atau pilih kabupaten/kota",
        on_change=_take,
        args=(key,),
    )


def _take(key: str) -> None:
    if chosen := st.session_state[key]:
        hold(chosen, by_hand=True)


def hold(code: str, *, by_hand: bool) -> None:
    """Make a region the one in view, in a callback; the filters follow to the SKK of its province,
    where that has one. An empty code clears it.
    """
    st.session_state[_CODE] = code
    if by_hand:
        st.session_state[_CHOSEN] = code
    if not code:
        st.query_params.pop(PARAMETER, None)
        return
    st.query_params[PARAMETER] = code
    region = ask(kabkota_questions.region, code)
    contests = ask(editions.contests)
    if region and region.contest_id in set(contests["contest_id"]):
        st.session_state["tingkat"] = "provinsi"
        st.session_state["wilayah"] = region.contest_id


def switch(label: str, code: str) -> None:
    """A button that opens the ways to another region, or to none."""
    with st.popover(
        label, icon=":material/tune:", key=f"daerah_ganti_{code}", on_change="rerun"
    ) as box:
        if box.open:
            choose("Daerah saya", code)
            st.button("Hapus pilihan", icon=":material/close:", on_click=clear)


def clear() -> None:
    """Let go of the region, in a callback."""
    hold("", by_hand=True)


def keep(code: str) -> None:
    """Let the browser keep what was chosen, or say what it has kept; to be called in every run of
    the page, when `code` is in view.
    """
    if not code and st.query_params.get(PARAMETER):  # a wrong link stays in view, with what is said
        return
    told = {"code": code, "chosen": st.session_state.get(_CHOSEN) == code}
    with st.container(key=KEEPER):
        _KEEPER(data=json.dumps(told).encode(), key="daerah_simpan", on_found_change=_found)


def _found() -> None:
    kept = str(st.session_state["daerah_simpan"]["found"])
    if kept in names():
        hold(kept, by_hand=False)
    else:  # of an older list, or written by somebody else: let the browser forget it
        st.session_state[_CHOSEN] = ""
