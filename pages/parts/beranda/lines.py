"""Lines of a short list: when, which place, who, and small words; each name leads somewhere. One
element, however many lines.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

from analytics.core.cache import cached
from pages.parts.shared.filters import based

STYLE = """<style>
ul.lines { margin: 0; padding: 0; list-style: none; line-height: 1.4 }
.lines li { margin: 0; padding: .3rem 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 12%, transparent) }
.lines.dated li { display: grid; grid-template-columns: 5.4rem 2.9rem minmax(0, 1fr);
  align-items: center; column-gap: .6rem }
.lines .who:nth-child(2) { grid-column: 2 / -1 }
.lines li:last-child { border-bottom: 0 }
.lines .when { font-variant-numeric: tabular-nums; white-space: nowrap }
.lines a { display: inline-block; padding: .35rem 0; color: inherit; text-decoration: underline;
  text-decoration-thickness: 1px; text-underline-offset: .2em }
.lines a:hover { text-decoration-thickness: 2px }
.lines a:focus-visible { outline: 2px solid; outline-offset: 2px; border-radius: .2rem }
.lines .who a { font-weight: 650 }
.lines small { margin-left: .5em; font-size: .875rem; opacity: .8 }
.lines small.alone { margin-left: 0 }
.lines .mark { justify-self: start; min-width: 2rem; padding: .1rem .45rem; border-radius: 999px;
  font-weight: 650; text-align: center; white-space: nowrap; font-variant-numeric: tabular-nums;
  border: 1px solid transparent; background: var(--fill); color: var(--ink) }
.lines .gold { --fill: #c8992e; --ink: #14213d } .lines .silver { --fill: #8a94a6; --ink: #14213d }
.lines .bronze { --fill: #a56638; --ink: #fff } .lines .harapan { --fill: #5676aa; --ink: #fff }
.lines .finalist { --fill: #9db4c0; --ink: #14213d }
.lines .unknown { --fill: transparent; --ink: currentColor; border: 1px dashed currentColor }
@media print { .lines li { break-inside: avoid } .lines .mark { border-color: currentColor } }
</style>"""


class Line(NamedTuple):
    """A line: each part is optional."""

    name: str = ""
    href: str = ""  # an address of the app
    note: str = ""
    when: str = ""
    board: str = ""  # where that leads, an address of the app
    mark: str = ""  # a place
    tone: str = ""  # of the place: gold, silver, bronze, harapan, finalist, unknown


def lines(several: Sequence[Line], label: str) -> None:
    """Draw the lines; `label` names them for who cannot see them."""
    st.html(_drawn(several, label, based("")))


@cached
def _drawn(several: Sequence[Line], label: str, base: str) -> str:
    kind = "lines dated" if any(one.when for one in several) else "lines"
    drawn = "".join(_line(one, base, is_dated="dated" in kind) for one in several)
    return f'{STYLE}<ul class="{kind}" aria-label="{escape(label)}">{drawn}</ul>'


def _line(one: Line, base: str, *, is_dated: bool) -> str:
    when = f'<span class="when">{_way(one.when, one.board, base)}</span>' if is_dated else ""
    mark = f'<span class="mark {escape(one.tone)}">{escape(one.mark)}</span>' if one.mark else ""
    if is_dated and one.name and not mark:
        mark = "<span></span>"
    note = f"<small{'' if one.name else ' class=alone'}>{escape(one.note)}</small>"
    who = f'<span class="who">{_way(one.name, one.href, base)}{note if one.note else ""}</span>'
    return f"<li>{when}{mark}{who}</li>"


def _way(words: str, href: str, base: str) -> str:
    told = escape(words)
    return f'<a href="{escape(base + href)}" data-app="true">{told}</a>' if href else told
