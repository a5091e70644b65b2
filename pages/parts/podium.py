"""The podium: the first three places, large."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from analytics import text
from analytics.query import each

STYLE = """<style>
.podium { display: grid; grid-template-columns: repeat(3, 1fr); gap: .75rem; list-style: none;
  margin: 0 !important; padding: 0 !important }
.podium li { margin: 0 !important; padding: .7rem 1rem !important; border-radius: .4rem;
  border: 1px solid color-mix(in srgb, currentColor 16%, transparent); border-top: .35rem solid var(--tone) }
.podium .place { font-size: .85rem; opacity: .8 }
.podium .name { display: block; font-size: 1.35rem; font-weight: 700; line-height: 1.25 }
.podium .gold { --tone: #C8992E } .podium .silver { --tone: #8A94A6 } .podium .bronze { --tone: #A8683A }
.podium .unknown { border-style: dashed; border-top-width: .2rem; --tone: currentColor }
@media (max-width: 640px) { .podium { grid-template-columns: 1fr } }
</style>"""


def podium(standings: pd.DataFrame) -> bool:
    """Draw the places that begin within 1-3; False where there are more of them than places, so that no podium is known."""
    top = standings[standings["is_placed"].astype(bool) & (standings["rank_low"] <= 3)]
    if top.empty or len(top) > 3 or not (top["rank_high"] <= 3).all():
        return False
    st.html(STYLE + f'<ol class="podium">{"".join(_step(row) for row in each(top))}</ol>')
    return True


def _step(row: Any) -> str:
    place = text.place(row.rank_low, row.rank_high, row.is_tied)
    tone = text.tone(row.rank_low, row.rank_high)
    title = text.title(row.title) if tone != "unknown" else f"Peringkat {place}, urutan belum diketahui"
    region = row.kabkota if text.is_known(row.kabkota) else ""
    return (
        f'<li class="{tone}"><span class="place">{escape(title)}</span>'
        f'<span class="name">{escape(row.kecamatan)}</span><span>{escape(str(region))}</span></li>'
    )
