"""What panitia and pimpinan see while jurors work: who scored what, how it would end now, how far
the jurors agree and what to talk about.
"""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from analytics.assessment import agreement as assessment_agreement
from analytics.assessment import sentences as assessment_sentences
from analytics.assessment.agreement import Panel
from analytics.assessment.rows import Score
from analytics.core import text
from analytics.core.markup import plain
from analytics.core.rows import Rows, declared, shown
from data.contest import closing, scoring, setting_up, visiting
from data.contest.rights import Role
from data.contest.scoring import Covered
from pages.parts.lomba import acting
from pages.parts.lomba.juri import STAGES
from pages.parts.lomba.seat import Seat
from pages.parts.shared import frame
from pages.parts.shared.segments import segments
from pages.parts.shared.table import Cell, Column, table

FEW = 8  # values to talk about


def draw(seat: Seat) -> None:
    """All of it, of one stage where that matters."""
    covered = seat.look(scoring.coverage)
    if not covered:
        st.info("Belum ada juri yang ditugaskan, atau belum ada pertanyaan.")
        return
    final = sum(one.final_at is not None for one in covered)
    lacking = sum(one.asked - one.given for one in covered)
    st.header(
        f"{text.number(final)} dari {text.number(len(covered))} lembar final"
        + (f"; {text.number(lacking)} nilai belum diisi" if lacking else ""),
        anchor=False,
    )
    stages = list(dict.fromkeys(one.stage for one in covered))
    chosen = segments(
        st, "Tahap", [STAGES[one] for one in stages], default=STAGES[stages[0]],
        key="lomba_tahap", bind="query-params", label_visibility="collapsed",
    )  # fmt: skip
    stage = next(one for one in stages if STAGES[one] == chosen)
    _coverage([one for one in covered if one.stage == stage])
    _agreement(seat, stage)
    _field(seat)
    if not seat.held.is_closed:
        standing(seat)
    if seat.role is Role.PANITIA:
        _reopen(seat, covered)


def _coverage(covered: Sequence[Covered]) -> None:
    """Who scored what: a row for each kecamatan, a column for each juror."""
    jurors = {one.juror: one.label for one in covered}
    columns = [Column("name", "Kecamatan")] + [
        Column(str(number), plain(label), "right", named=True) for number, label in jurors.items()
    ]
    rows: dict[str, dict[str, str | Cell]] = {}
    for one in covered:
        row = rows.setdefault(
            one.kecamatan, {"name": one.name, **{str(number): "–" for number in jurors}}
        )
        row[str(one.juror)] = _how_far(one)
    table(columns, list(rows.values()), key="lomba_siapa", caption="Siapa menilai apa",
          head="name", narrow="lines")  # fmt: skip


def _how_far(one: Covered) -> Cell:
    if one.final_at is not None:
        return {"text": "final", "icon": ":material/lock:", "strong": True}
    if one.given == one.asked:
        return {"text": "lengkap, belum final"}
    return {"text": f"{one.given} dari {one.asked}", "tone": "" if one.given else "unknown"}


def _rows(seat: Seat, stage: str) -> Rows[Score]:
    """All values of a stage as analytics takes them, final or not."""
    asked = {one.code: one for one in seat.look(setting_up.questions, stage)}
    names = seat.held.entrants
    rows = [
        (one.kecamatan, names[one.kecamatan], None, one.question, one.label, float(one.value),
         float(asked[one.question].maximum))
        for one in seat.look(scoring.everyone)
        if one.question in asked
    ]  # fmt: skip
    columns = ["code", "kecamatan", "kabkota", "indicator", "juror", "value", "value_max"]
    return declared(Score, pd.DataFrame(rows, columns=columns))


def _agreement(seat: Seat, stage: str) -> None:
    asked = seat.look(setting_up.questions, stage)
    rows = _rows(seat, stage)
    of = assessment_agreement.panel_of(rows, {one.code: float(one.weight) for one in asked})
    if not isinstance(of, Panel):
        st.subheader("Kesepakatan juri belum dapat dihitung", anchor=False)
        st.caption(assessment_sentences.REASONS[of])
    else:
        found = assessment_agreement.told_of(of)
        st.subheader(
            plain(assessment_sentences.agreement(found.concordance, of)),
            anchor=False,
            help=assessment_sentences.measures(found.concordance, found.alpha),
        )
        st.markdown(plain(assessment_sentences.plainly(found.concordance, found.alpha)))
        st.markdown(f"{plain(assessment_sentences.severity(found.severity))}.")
        if of.left_out:
            st.caption(
                f"{text.number(of.left_out)} kecamatan belum dinilai lengkap oleh semua juri dan"
                " tidak ikut dihitung."
            )
    far = assessment_agreement.apart(rows)
    if far:
        st.markdown("**Nilai yang layak dibicarakan sebelum ditutup**")
        names = {one.code: one.name for one in asked}
        told = assessment_sentences.apart(far[:FEW], names)
        st.markdown("\n".join(f"- {plain(one)}." for one in told))
        st.caption(
            "Nilai yang jauh dari nilai tengah para juri; jauh bukan salah."
            + (f" {text.number(len(far) - FEW)} lagi tidak ditampilkan." if len(far) > FEW else "")
        )


def _field(seat: Seat) -> None:
    """What the visit found, in counts."""
    noted = seat.look(visiting.everyone)
    if not noted:
        return
    st.subheader("Temuan lapangan", anchor=False)
    counts: dict[str, dict[str, int]] = {}
    for one in noted:
        row = counts.setdefault(one.kecamatan, dict.fromkeys((*visiting.FINDINGS, "foto"), 0))
        row[one.finding] += 1
        row["foto"] += len(one.photos)
    names = seat.held.entrants
    rows = [
        (names[code], *(str(count) for count in told.values())) for code, told in counts.items()
    ]
    columns = ["Kecamatan", "Sesuai", "Sebagian", "Tidak", "Foto"]
    frame.plain(
        shown(pd.DataFrame(rows, columns=columns)), key="lomba_lapangan",
        caption="Temuan lapangan", head="Kecamatan",
    )  # fmt: skip


def standing(seat: Seat) -> None:
    """How it would end now, by the sheets that are final."""
    found = seat.look(closing.standing)
    st.subheader("Posisi sementara", anchor=False)
    st.caption("Dari lembar yang sudah final saja; belum menjadi keputusan.")
    if not any(one.total for one in found.placed):
        st.markdown("Belum ada lembar final, maka belum ada posisi.")
        return
    lacking = {one.name: one.lacking for one in seat.look(closing.totals)}
    places(found.placed, lacking)


def places(placed: Sequence[closing.Placed], lacking: Mapping[str, str] | None = None) -> None:
    """Kecamatan in their places and who advances; before that is so, with what each lacks."""
    is_so, lacking = lacking is None, lacking or {}
    ranks = [one.rank for one in placed]
    columns = [
        Column("rank", "Peringkat", whole=True),
        Column("name", "Kecamatan"),
        Column("total", "Nilai", "right", named=True),
        Column("note", "Keterangan", wide=True),
    ]
    rows: list[dict[str, str | Cell]] = [
        {
            "rank": text.place(one.rank, one.rank, tied=ranks.count(one.rank) > 1),
            "name": {"text": one.name, "strong": is_so and one.is_advancing},
            "total": " ".join(filter(None, text.score(float(one.total), float(one.most)))),
            "note": "; ".join(
                filter(None, ("maju" if is_so and one.is_advancing else "", one.decided,
                              lacking.get(one.name, "")))
            ),
        }
        for one in placed
    ]  # fmt: skip
    table(columns, rows, key="lomba_posisi", caption="Posisi", head="name", narrow="lines")


def _reopen(seat: Seat, covered: Sequence[Covered]) -> None:
    """Undo a juror's final, with a reason."""
    final = {
        f"{one.label}, {one.name}, {STAGES[one.stage].lower()}": one
        for one in covered
        if one.final_at is not None
    }
    acting.say("buka final")
    if not final or seat.held.is_closed:
        return
    with st.expander("Buka lembar yang sudah final", icon=":material/lock_open:"):
        chosen = st.selectbox("Lembar", list(final), key="lomba_buka", format_func=plain)
        st.text_input("Alasan", key="lomba_buka_alasan", max_chars=300)
        st.button("Buka lembar ini", key="lomba_buka_ya", on_click=_reopened,
                  args=(seat, final[chosen]))  # fmt: skip


def _reopened(seat: Seat, one: Covered) -> None:
    reason = str(st.session_state.get("lomba_buka_alasan", ""))
    acting.attempt(
        lambda: seat.do(scoring.reopen, one.kecamatan, one.stage, juror=one.juror, reason=reason),
        f"Lembar {one.label}, {one.name}, dibuka lagi.", "buka final",
    )  # fmt: skip
