"""The part Indikator of the page Inovasi: the sets of indicators of each edition, two of them side
by side.
"""

import streamlit as st

from analytics.core.markup import link, plain
from analytics.core.rows import Rows, Table, each
from analytics.evidence import tables as evidence_tables
from analytics.indicator import figures as indicator_figures
from analytics.indicator import questions as indicator_questions
from analytics.indicator import sentences as indicator_sentences
from analytics.indicator import tables as indicator_tables
from analytics.indicator.rows import Indicator, Set
from pages.parts.shared import frame
from pages.parts.shared.filters import Choice
from pages.parts.shared.store import ask

RULE = (
    "Dua susunan dapat dibandingkan bila keduanya diketahui lengkap dan setiap indikator punya"
    " padanan: sedikitnya separuh dari seluruh kata kedua nama sama, tanpa kata umum seperti"
    " penyelenggaraan, pelaksanaan, tugas, dan kecamatan. Bobotnya boleh berbeda. Lengkap berarti"
    " indikator yang bernama sebanyak yang disebut halaman, atau bobotnya berjumlah seperti yang"
    " disebut."
)
CHOOSE = "Pilih susunan"
ICONS = {
    "same": ":material/check:",
    "different": ":material/link_off:",
    "unknown": ":material/help:",
}


def finding() -> str:
    """How many sets are known; the heading of the page."""
    return indicator_sentences.sets(ask(indicator_questions.sets))


def sets(choice: Choice) -> None:
    """All sets, and two of them with their weights and what changed."""
    known = ask(indicator_questions.sets)
    if known.empty:
        st.info("Katalog yang terbit belum memuat indikator edisi mana pun.")
        return
    labels = list(known["label"])
    pair = indicator_questions.comparable(known, ask(indicator_questions.indicators)) or (
        None,
        None,
    )
    first, second = (None if label is None else labels.index(label) for label in pair)
    one, other = st.columns(2)
    left = one.selectbox(
        "Susunan",
        labels,
        index=first,
        key="inovasi_susunan",
        bind="query-params",
        placeholder=CHOOSE,
    )
    right = other.selectbox(
        "Bandingkan dengan",
        labels,
        index=second,
        key="inovasi_pembanding",
        bind="query-params",
        placeholder=CHOOSE,
    )
    told = {row.label: row for row in each(known)}
    chosen = [told[label] for label in dict.fromkeys((left, right)) if label]
    if len(chosen) > 1:
        _compare(choice, *chosen)
    else:
        st.info("Pilih dua susunan yang berbeda untuk membandingkannya.")
        for side in chosen:
            _one(side, "kiri")
    st.header("Semua susunan", anchor=False)
    st.caption(
        "Jumlah bobot dicocokkan dengan jumlah yang disebut halaman. Bobot yang tidak"
        " dipublikasikan tidak dianggap nol."
    )
    everything = indicator_tables.sets(known)
    columns = [
        "Susunan",
        "Indikator diketahui",
        "Bobot diketahui",
        "Jumlah bobot",
        "Lengkap",
        "Penerbit",
    ]
    frame.plain(everything[columns], key="susunan", caption="Susunan indikator tiap edisi", fold=2)
    _download(choice, "susunan", "Susunan indikator tiap edisi", everything)


def _compare(choice: Choice, left: Set, right: Set) -> None:
    both = indicator_questions.pairs(_of(left), _of(right))
    verdict = indicator_questions.verdict(left, right, both)
    (st.success if verdict == "same" else st.warning)(
        plain(indicator_sentences.verdict(verdict, left, right)), icon=ICONS[verdict]
    )
    if verdict == "same" and both[["weight", "weight_right"]].notna().all(axis=None):
        frame.chart(
            indicator_figures.shares(both, left, right),
            key="bagian",
            twin=indicator_tables.pairs(both, left, right, verdict),
            alt=f"Bagian tiap indikator dari jumlah bobot, {left.label} dan {right.label}",
        )
        for side in (left, right):
            _sources(side)
    else:
        for column, side, key in zip(
            st.columns(2, gap="large"), (left, right), ("kiri", "kanan"), strict=True
        ):
            with column:
                _one(side, key)
    st.header("Berdampingan", anchor=False)
    rows = indicator_tables.pairs(both, left, right, verdict)
    frame.plain(rows, key="berdampingan", caption=f"{left.label} dan {right.label}", fold=3)
    st.caption(RULE)
    _download(choice, "indikator", f"Indikator {left.label} dan {right.label}", rows)


def _one(side: Set, key: str) -> None:
    st.markdown(f"**{plain(side.label)}**")
    rows = _of(side)
    if rows.empty:
        st.markdown("Nama indikatornya tidak disebut satu halaman pun.")
    elif rows["weight"].notna().any():
        label = f"Bobot indikator {side.label}"
        frame.chart(
            indicator_figures.weights(rows),
            key=f"bobot_{key}",
            twin=indicator_tables.weights(rows),
            alt=label,
        )
    else:
        st.markdown("\n".join(f"1. {plain(name)}" for name in rows["name"]))
        st.markdown("Bobotnya tidak dipublikasikan.")
    for row in each(rows[rows["weights"].map(len) > 1]):
        st.warning(plain(indicator_sentences.disputed_weight(row)), icon=":material/balance:")
    _sources(side)


def _sources(side: Set) -> None:
    pages = {row.source_id: row for row in each(ask(indicator_questions.sources))}
    cited = (pages[source_id] for source_id in side.source_ids)
    named = ", ".join(link(row.publisher, row.url) for row in cited)
    notes = [plain(note) for note in side.notes]
    st.caption(" · ".join([f"Sumber {plain(side.label)}: {named}", *notes]))


def _of(side: Set) -> Rows[Indicator]:
    return indicator_questions.part(ask(indicator_questions.indicators), side)


def _download(choice: Choice, name: str, title: str, rows: Table) -> None:
    frame.downloads(
        f"inovasi_{name}",
        title,
        rows,
        evidence_tables.sources(ask(indicator_questions.sources)),
        choice.link("inovasi", inovasi_bagian="Indikator"),
    )
