"""What was found, kind by kind, each with the way to it."""

import streamlit as st

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.markup import echoed
from analytics.core.rows import Rows, each
from analytics.finding import questions as finding_questions
from analytics.finding.questions import KINDS, MOST
from analytics.finding.rows import Hit, Thing
from pages.parts.shared import filters
from pages.parts.shared.filters import Choice
from pages.parts.shared.picks import Pick, picks
from pages.parts.shared.store import ask

ALL = 60  # hits of one kind, at most
# The kinds that are compared side by side, and the parameter of Perbandingan that holds them
BESIDE = {"kabkota": "kab", "kecamatan": "kec"}
TITLES = {
    "kabkota": "Kabupaten/Kota",
    "kecamatan": "Kecamatan",
    "edition": "Edisi",
    "innovation": "Inovasi",
    "source": "Halaman sumber",
}


def begin() -> None:
    """What can be searched for, before anything is."""
    things = ask(finding_questions.everything)
    counts = things["kind"].value_counts()
    told = [f"{text.number(int(counts.get(kind, 0)))} {TITLES[kind].lower()}" for kind in KINDS]
    st.caption(
        f"Yang dapat dicari: {text.listing(told)}; salah ketik dimaafkan. Tekan `/` di halaman mana"
        " pun untuk mencari."
    )


def draw(wanted: str, choice: Choice) -> None:
    """The hits for what was typed; where there are none, what else can be done."""
    found = _found(ask(finding_questions.everything), wanted)
    if found.empty:
        st.info(
            f"Tidak ada yang mirip “{echoed(wanted)}”. Periksa ejaannya, atau cari sebagian"
            " namanya saja.",
            icon=":material/search_off:",
        )
    for kind in dict.fromkeys(found["kind"]):
        _of_kind(kind, found[found["kind"] == kind], choice)
    _in_words(wanted, choice)


def _of_kind(kind: str, hits: Rows[Hit], choice: Choice) -> None:
    st.header(f"{TITLES[kind]} ({text.number(len(hits))})", anchor=False)
    several = [_pick(hit, choice) for hit in each(hits.head(ALL))]
    picks(several[:MOST], TITLES[kind], "Buka")
    if kind in BESIDE:
        best = next(each(hits))
        beside = choice.path("perbandingan", **{BESIDE[kind]: best.target})
        picks([Pick(best.name, "di samping yang lain", beside)], "Berdampingan", "Bandingkan")
    if len(several) > MOST:
        with st.expander(f"Lihat {text.number(len(several) - MOST)} lagi"):
            picks(several[MOST:], f"{TITLES[kind]} lainnya", "Buka")


def _pick(hit: Hit, choice: Choice) -> Pick:
    told = hit.detail
    if hit.kind in ("kabkota", "kecamatan"):
        told += f" · {text.number(hit.known)} hasil" if hit.known else " · belum ada hasil tercatat"
    return Pick(hit.name, told, _way(hit, choice))


def _way(hit: Hit, choice: Choice) -> str:
    """The address of what was found; of a page that was cited without one, none."""
    if hit.kind == "edition" and hit.year is not None:
        return filters.path_to("peringkat", hit.target, hit.year)
    if hit.kind == "source":
        return hit.target
    page, parameter = {
        "kabkota": ("kabkota", "kode"),
        "kecamatan": ("profil", "kec"),
        "innovation": ("inovasi", "id"),
    }[hit.kind]
    return choice.path(page, **{parameter: hit.target})


def _in_words(wanted: str, choice: Choice) -> None:
    """The way to the catalogue, which also searches what is said of innovations."""
    picks(
        [
            Pick(
                f"Cari “{wanted}” dalam uraian inovasi",
                "Katalog inovasi mencari juga pada uraian, tempat, dan kepanjangan nama",
                choice.path("inovasi", inovasi_bagian="Katalog", inovasi_cari=wanted),
            )
        ],
        "Cari di tempat lain",
        "Cari",
    )


@cached
def _found(things: Rows[Thing], wanted: str) -> Rows[Hit]:
    return finding_questions.search(things, wanted)
