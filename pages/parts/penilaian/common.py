"""What the parts of the page Penilaian share, and what it says where nothing is known."""

import streamlit as st

from analytics.assessment import questions as assessment_questions
from analytics.assessment import sentences as assessment_sentences
from analytics.assessment.rows import Stage
from analytics.core import text
from analytics.core.markup import link, plain
from analytics.core.rows import Rows, Table, each
from analytics.evidence import questions as evidence_questions
from analytics.evidence import tables as evidence_tables
from analytics.standing import figures as standing_figures
from analytics.standing import questions as standing_questions
from analytics.standing import tables as standing_tables
from pages.parts.shared import filters, frame, links, registry
from pages.parts.shared.filters import Choice
from pages.parts.shared.segments import segments
from pages.parts.shared.store import ask

MOST = 5  # editions to point to


def stage(stages: Rows[Stage]) -> str:
    """The stage in view: the only one with scores, or the one that is chosen."""
    labels = [text.stage(name) for name in stages["stage"]]
    names = dict(zip(labels, stages["stage"], strict=True))
    if len(names) == 1:
        return str(stages["stage"].iloc[0])
    filters.reset_if_gone("penilaian_tahap", names, next(iter(names)))
    label = segments(
        st,
        "Tahap",
        labels,
        default=next(iter(names)),
        key="penilaian_tahap",
        bind="query-params",
    )
    return str(names[label])


def legend(of: assessment_questions.Field) -> str:
    """Number and name of each indicator, with its maximum and its weight, in one line; as
    Markdown.
    """
    weighed = of.weights is not None
    return "; ".join(
        f"**{text.number_of(row.code)}** {plain(row.name.lower())} ("
        + (f"bobot {text.number(row.weight, 2)}, " if weighed else "")
        + f"maks. {text.number(row.maximum, 1)})"
        for row in each(of.criteria)
    )


def download(choice: Choice, name: str, title: str, rows: Table) -> None:
    """Downloads of a part, with the sources of the scores and the link of this view, every control
    of the page in it.
    """
    sources = evidence_tables.sources(ask(assessment_questions.sources, choice.edition_id))
    controls = {
        key: st.session_state[key]
        for key in registry.page("penilaian").parameters
        if key in st.session_state
    }
    is_simulating = bool(controls.get("penilaian_simulasi"))
    asked = {
        key: filters.written(value)
        for key, value in controls.items()
        if value is not None
        and (is_simulating or not key.startswith(("penilaian_simulasi", "penilaian_bobot")))
    }
    frame.downloads(
        f"penilaian_{name}",
        f"{title} · {choice.name}",
        rows,
        sources,
        choice.link("penilaian", **asked),
    )


def missing(choice: Choice) -> None:
    """No scores per indicator: what is needed, where there are some, and the totals that pages
    published.
    """
    others, lacking = (
        ask(assessment_questions.editions),
        ask(assessment_questions.lacking, choice.edition_id),
    )
    state = "belum lengkap" if lacking else "belum dipublikasikan"
    st.title(f"Nilai per indikator {plain(choice.name)} {state}", anchor=False)
    st.info(
        (
            assessment_sentences.lacking(lacking)
            if lacking
            else "Tidak ada sumber yang memuat nilai tiap indikator"
            + ("" if len(others) else " untuk edisi mana pun")
            + ". Yang dibutuhkan adalah rekap resmi panitia: nilai tiap kecamatan untuk tiap"
            " indikator, sebaiknya juga tiap juri dan tiap tahap (administrasi dan tinjau"
            " lapang). Setelah operator memasukkannya lewat halaman Impor, halaman ini"
            " menampilkan kekuatan dan kelemahan, verifikasi lapangan, dan kesepakatan juri."
        ),
        icon=":material/upload_file:",
    )
    if len(others):
        named = [
            link(row.name, filters.path_to("penilaian", row.contest_id, row.year))
            for row in each(others.head(MOST))
        ]
        st.markdown("Edisi yang punya nilai per indikator: " + text.listing(named, MOST) + ".")
    totals = ask(assessment_questions.totals_published)
    if totals.empty:
        if not (len(others) or lacking):
            st.markdown("Nilai total pun tidak dipublikasikan untuk edisi mana pun.")
        return
    st.header("Yang dipublikasikan hanya nilai total", anchor=False)
    st.markdown(
        "\n".join(
            f"- {link(row.name, filters.path_to('peringkat', row.contest_id, row.year))}: "
            f"{text.number(row.scores)} nilai total, tanpa rincian indikator dan juri"
            for row in each(totals.head(MOST))
        )
    )
    for row in each(totals[totals["contest_id"] == choice.contest_id].head(1)):
        known = ask(standing_questions.standings, row.edition_id)
        maxima = sorted(
            {
                text.score(one.score, one.score_max)[1]
                for one in each(known)
                if text.is_known(one.score)
            }
        )
        st.caption(
            f"Yang terakhir dari rangkaian lomba ini: {plain(row.name)}; nilai total,"
            f" {text.listing(maxima)}."
        )
        frame.chart(
            standing_figures.scores(known),
            key="total",
            alt=f"Nilai total {row.name}",
            twin=standing_tables.scores(known),
            ways=links.ways(known, choice),
        )
        frame.downloads(
            "penilaian_total",
            f"Nilai total {row.name}",
            standing_tables.scores(known),
            evidence_tables.sources(ask(evidence_questions.sources, row.edition_id)),
            choice.link("penilaian"),
        )
