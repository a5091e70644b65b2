"""What the basis "aturan" is: the codebook, the rule by which it proposes an indicator, and how often it agrees."""

import streamlit as st

from analytics import claims as claim_questions
from analytics import codebook, sentences_indicators, shown, shown_indicators, text
from analytics.query import each
from pages.parts import frame
from pages.parts.filters import Choice
from pages.parts.store import ask


def about(choice: Choice) -> None:
    """The rule, its accuracy, and the codebook itself."""
    rules, agreement = ask(codebook.rules), ask(codebook.accuracy)
    if rules.empty:
        st.info("Katalog yang terbit tidak memuat buku kode; tidak ada usulan aturan.")
        return
    st.markdown(
        f"**Usulan aturan.** Buku kode memuat {text.number(len(rules))} aturan dari daftar tugas camat (PP 17/2018, UU 23/2014, "
        "Permendagri 4/2010). Aturan berlaku bila salah satu kata kuncinya ada pada nama, kepanjangan, atau uraian inovasi dan "
        "bidangnya cocok. Indikator dengan aturan terbanyak diusulkan; bila dua sama banyak, tidak ada usulan."
    )
    st.markdown(
        "Dicocokkan dengan seluruh katalog, untuk lomba dan di luar lomba. "
        + " ".join(sentences_indicators.agreement(row) for row in each(agreement))
    )
    frame.plain(
        shown_indicators.accuracy(agreement), key="ketepatan", caption="Usulan aturan dibandingkan dengan indikator tercatat"
    )
    st.caption(
        "Kesamaan dengan penyusun katalog bukan bukti kebenaran: keduanya menafsirkan. Buku kode disusun oleh orang yang telah "
        "membaca katalog ini, sehingga pada inovasi lain ketepatannya dapat lebih rendah. Indikator 5 (inovasi/kreativitas) "
        "tidak pernah diusulkan, sebab bukan tugas dalam peraturan."
    )
    with st.expander("Lihat buku kode dan kekeliruannya", key="buku_kode", on_change="rerun") as box:
        if box.open:
            frame.plain(shown_indicators.rules(rules), key="aturan", caption="Buku kode")
            frame.plain(
                shown_indicators.confusion(ask(codebook.confusion)),
                key="kekeliruan",
                caption="Indikator tercatat dan usulan aturan",
            )
            frame.downloads(
                "buku_kode", "Buku kode", shown_indicators.rules(rules), shown.sources(ask(claim_questions.sources)),
                choice.link("inovasi"),
            )  # fmt: skip
