"""What the basis "aturan" is: the codebook, the rule by which it proposes an indicator, and how
often it agrees.
"""

import streamlit as st

from analytics.core import indicators, text
from analytics.core.markup import plain
from analytics.core.rows import each
from analytics.evidence import questions as evidence_questions
from analytics.evidence import tables as evidence_tables
from analytics.indicator import codebook as indicator_codebook
from analytics.indicator import sentences as indicator_sentences
from analytics.indicator import tables as indicator_tables
from pages.parts.shared import frame
from pages.parts.shared.filters import Choice
from pages.parts.shared.store import ask


def about(choice: Choice) -> None:
    """The rule, its accuracy, and the codebook itself."""
    rules, agreement = ask(indicator_codebook.rules), ask(indicator_codebook.accuracy)
    names = ask(indicators.names)
    if rules.empty:
        st.info("Katalog yang terbit tidak memuat buku kode; tidak ada usulan aturan.")
        return
    st.markdown(
        f"**Usulan aturan.** Buku kode memuat {text.number(len(rules))} aturan dari daftar tugas"
        " camat (PP 17/2018, UU 23/2014, Permendagri 4/2010). Aturan berlaku bila salah satu kata"
        " kuncinya ada pada nama, kepanjangan, atau uraian inovasi dan bidangnya cocok. Indikator"
        " dengan aturan terbanyak diusulkan; bila dua sama banyak, tidak ada usulan."
    )
    st.markdown(
        "Dicocokkan dengan seluruh katalog, untuk lomba dan di luar lomba. "
        + " ".join(indicator_sentences.agreement(row) for row in each(agreement))
    )
    frame.plain(
        indicator_tables.accuracy(agreement),
        key="ketepatan",
        caption="Usulan aturan dibandingkan dengan indikator tercatat",
    )
    st.caption(
        "Kesamaan dengan penyusun katalog bukan bukti kebenaran: keduanya menafsirkan. Buku kode"
        " disusun oleh orang yang telah membaca katalog ini, sehingga pada inovasi lain"
        " ketepatannya dapat lebih rendah. " + plain(indicator_sentences.unproposed(rules, names))
    )
    with st.expander(
        "Lihat buku kode dan kekeliruannya", key="buku_kode", on_change="rerun"
    ) as box:
        if box.open:
            frame.plain(indicator_tables.rules(rules, names), key="aturan", caption="Buku kode")
            frame.plain(
                indicator_tables.confusion(ask(indicator_codebook.confusion), names),
                key="kekeliruan",
                caption="Indikator tercatat dan usulan aturan",
            )
            frame.downloads(
                "buku_kode",
                "Buku kode",
                indicator_tables.rules(rules, names),
                evidence_tables.sources(ask(evidence_questions.sources)),
                choice.link("inovasi"),
            )
