"""What a candidate would change: one sentence for whoever decides, and the tables behind it."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics.core import text
from data.importer import difference as importing
from data.importer.difference import GONE, UNRECORDED, Difference
from pages.parts.shared import frame


def show(found: Difference, names: Mapping[str, str]) -> None:
    """The sentence and the tables of a difference; `names` as match.holders()."""
    st.info(importing.sentence(found, names), icon=":material/visibility:")
    counts = found.counts[found.counts[["new", "changed", "removed"]].any(axis=1)]
    if counts.empty:
        return
    counts = counts.assign(table=counts["table"].str.capitalize())
    counts = counts.rename(columns={"table": "Data", "new": "Baru", "changed": "Berubah", "removed": "Hilang"})
    frame.plain(counts, key="impor_perubahan", caption="Jumlah baris yang berubah")
    moves = found.moves
    if moves.empty:
        st.markdown("Tidak ada peringkat yang bergeser.")
        return
    rows = pd.DataFrame(
        {
            "Kecamatan": [
                ", ".join(str(one) for one in names_of if text.is_known(one))
                for names_of in moves[["place", "kabkota"]].itertuples(index=False)
            ],
            "Edisi": [importing.named(one, names) for one in moves["edition_id"]],
            "Semula": [
                standing(was, rank, UNRECORDED) for was, rank in zip(moves["title_before"], moves["rank_before"], strict=True)
            ],
            "Menjadi": [standing(now, rank, GONE) for now, rank in zip(moves["title"], moves["rank"], strict=True)],
        }
    )
    new, gone = (int(moves[column].isna().sum()) for column in ("title_before", "title"))
    told = [(new, "baru"), (len(moves) - new - gone, "bergeser"), (gone, "hilang")]
    st.markdown(f"**Peringkat: {', '.join(f'{text.number(count)} {word}' for count, word in told if count)}**")
    frame.plain(rows, key="impor_pergeseran", caption="Peringkat yang bergeser")


def standing(title: object, rank: object, absent: str) -> str:
    """A place as the app calls it: "Juara 1, peringkat 1"; `absent` where there is none."""
    if not text.is_known(title):
        return absent
    return f"{text.title(title)}, {f'peringkat {rank}' if text.is_known(rank) else 'tanpa peringkat'}"
