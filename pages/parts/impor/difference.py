"""What a candidate would change: one sentence for whoever decides, and the tables behind it."""

from collections.abc import Hashable, Mapping

import streamlit as st

from analytics.core import text
from analytics.core.markup import plain
from analytics.core.rows import renamed, shown
from data.importer import difference as importing
from data.importer.difference import GONE, UNRECORDED, Difference
from pages.parts.shared import frame


def show(found: Difference, names: Mapping[str, str]) -> None:
    """The sentence and the tables of a difference; `names` as match.holders()."""
    st.info(plain(importing.sentence(found, names)), icon=":material/visibility:")
    counts = found.counts[found.counts[["new", "changed", "removed"]].any(axis=1)]
    if counts.empty:
        return
    counts = counts.assign(table=counts["table"].str.capitalize())
    names_of = {"table": "Data", "new": "Baru", "changed": "Berubah", "removed": "Hilang"}
    frame.plain(
        renamed(counts, names_of), key="impor_perubahan", caption="Jumlah baris yang berubah"
    )
    moves = found.moves
    if moves.empty:
        st.markdown("Tidak ada peringkat yang bergeser.")
        return
    sides = [_sides(move) for move in moves.to_dict("records")]
    rows = shown(
        {
            "Kecamatan": [
                ", ".join(str(one) for one in names_of if text.is_known(one))
                for names_of in moves[["place", "kabkota"]].itertuples(index=False)
            ],
            "Edisi": [importing.named(one, names) for one in moves["edition_id"]],
            "Semula": [was for was, _ in sides],
            "Menjadi": [now for _, now in sides],
        }
    )
    boards = found.boards
    told = [
        (sum(one.new for one in boards), "baru"), (sum(one.moved for one in boards), "bergeser"),
        (sum(one.rescored for one in boards), "berubah nilainya"),
        (sum(one.gone for one in boards), "hilang"),
    ]  # fmt: skip
    st.markdown(
        "**Peringkat:"
        f" {plain(', '.join(f'{text.number(count)} {word}' for count, word in told if count))}**"
    )
    frame.plain(rows, key="impor_pergeseran", caption="Peringkat yang bergeser")


def _sides(move: Mapping[Hashable, object]) -> tuple[str, str]:
    """A standing before and after; its score only where nothing else differs."""
    was, now = importing.only_score(move)
    before = standing(move["title_before"], move["rank_before"], UNRECORDED)
    after = standing(move["title"], move["rank"], GONE)
    return ", ".join(filter(None, (before, was))), ", ".join(filter(None, (after, now)))


def standing(title: object, rank: object, absent: str) -> str:
    """A place as the app calls it: "Juara 1, peringkat 1"; `absent` where there is none."""
    if not text.is_known(title):
        return absent
    place = f"peringkat {rank}" if text.is_known(rank) else "tanpa peringkat"
    return f"{text.title(str(title))}, {place}"
