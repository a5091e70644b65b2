"""Things to pick from, each a line as wide as the page that says what a tap does: add it, open it.
One element, however many lines.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

from analytics.core.cache import cached
from pages.parts.shared.filters import based

STYLE = """<style>
ul.picks { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr));
  gap: 0 1.5rem; margin: 0; padding: 0; list-style: none; line-height: 1.35 }
.picks li { margin: 0; border-bottom: 1px solid color-mix(in srgb, currentColor 13%, transparent) }
.picks :is(a, div) { display: flex; flex-direction: row-reverse; justify-content: space-between;
  align-items: center; gap: .75rem; min-height: 3rem; padding: .25rem 0; color: inherit;
  text-decoration: none }
.picks a:hover { background: color-mix(in srgb, currentColor 4%, transparent) }
.picks a:focus-visible { outline: 2px solid; outline-offset: 2px }
.picks b { font-weight: 650 }
.picks small { display: block; font-size: .875rem; opacity: .8 }
.picks i { flex: none; padding: .1rem .6rem; border: 1px solid; border-radius: 999px;
  color: light-dark(#0f766e, #5cc2b5); font-style: normal; font-size: .875rem; white-space: nowrap }
@media print { .picks { display: none } }
</style>"""


class Pick(NamedTuple):
    """What can be picked: its name, what is told of it, and the address that picks it: of the app,
    of another site, or none.
    """

    name: str
    told: str
    href: str


def picks(several: Sequence[Pick], label: str, action: str = "+ Tambah") -> None:
    """Draw the lines; `label` names them for who cannot see them, `action` is what a tap does.
    Without any nothing is drawn.
    """
    if several:
        st.html(_drawn(several, label, action, based("")))


@cached
def _drawn(several: Sequence[Pick], label: str, action: str, base: str) -> str:
    lines = "".join(f"<li>{_line(one, action, base)}</li>" for one in several)
    return f'{STYLE}<ul class="picks" aria-label="{escape(label)}">{lines}</ul>'


def _line(one: Pick, action: str, base: str) -> str:
    words = f"<span><b>{escape(one.name)}</b><small>{escape(one.told)}</small></span>"
    if one.href.startswith("/"):
        where = f'href="{escape(base + one.href)}" data-app="true"'
    elif one.href.startswith(("https://", "http://")):
        where = f'href="{escape(one.href)}" target="_blank" rel="noopener noreferrer"'
    else:
        return f"<div>{words}</div>"
    return f"<a {where}><i>{escape(action)}</i>{words}</a>"
