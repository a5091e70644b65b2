"""The podium: the first three places, large, each leading to its profile."""

from typing import Any

import pandas as pd
import streamlit as st

from analytics import text
from analytics.kept import kept
from analytics.query import each

STYLE = """<style>
[class*="st-key-podium_"] { gap: 0; border: 1px solid color-mix(in srgb, currentColor 16%, transparent); border-radius: .4rem;
  border-top: .35rem solid var(--tone); padding: .6rem 1rem }
[class*="st-key-podium_"] [data-testid="stPageLink-NavLink"] { padding: 0; min-height: 0 }
[class*="st-key-podium_"] [data-testid="stPageLink-NavLink"] p { font-size: 1.35rem; font-weight: 700; line-height: 1.3 }
[class*="st-key-podium_gold"] { --tone: #C8992E } [class*="st-key-podium_silver"] { --tone: #8A94A6 }
[class*="st-key-podium_bronze"] { --tone: #A8683A }
[class*="st-key-podium_unknown"] { --tone: currentColor; border-style: dashed }
</style>"""


def podium(standings: pd.DataFrame) -> bool:
    """Draw the places that begin within 1-3; False where there are more of them than places, so that no podium is known."""
    top = _top(standings)
    if top:
        st.html(STYLE)
    for number, (column, row) in enumerate(zip(st.columns(3) if top else [], top, strict=False)):
        with column:
            _step(number, row)
    return bool(top)


@kept
def _top(standings: pd.DataFrame) -> list[Any]:
    top = standings[standings["is_placed"].astype(bool) & (standings["rank_low"] <= 3)]
    is_podium = len(top) <= 3 and (top["rank_high"] <= 3).all()
    return list(each(top)) if is_podium else []


def _step(number: int, row: Any) -> None:
    tone = text.tone(row.rank_low, row.rank_high)
    place = text.place(row.rank_low, row.rank_high, row.is_tied)
    with st.container(key=f"podium_{tone}_{number}"):
        st.caption(text.title(row.title) if tone != "unknown" else f"Peringkat {place}, urutan belum diketahui")
        if text.is_known(row.kecamatan_code):
            st.page_link("pages/profil.py", label=row.kecamatan, query_params={"kec": row.kecamatan_code})
        else:
            st.markdown(f"**{row.kecamatan}**")
        st.markdown(row.kabkota if text.is_known(row.kabkota) else "")
