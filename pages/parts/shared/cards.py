"""Cards side by side, each with a way to a page; on a phone, one below the other. One element,
however many cards.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

from analytics.core.cache import cached
from pages.parts.shared.filters import based

STYLE = """<style>
ul.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, max(12rem, 21%)),
  1fr)); gap: .75rem 1rem;
  margin: 0; padding: 0; list-style: none; line-height: 1.5 }
ul.cards:has(> :nth-child(9):last-child) { grid-template-columns: repeat(auto-fit, minmax(min(100%,
  max(12rem, 30%)), 1fr)) }
.cards li { position: relative; margin: 0; padding: .6rem 1rem; border-radius: .4rem;
  border: 1px solid color-mix(in srgb, currentColor 16%, transparent) }
.cards li:has(a):hover { background: color-mix(in srgb, currentColor 4%, transparent) }
.cards a { color: inherit; font-weight: 650; text-decoration: none }
.cards a::after { content: ""; position: absolute; inset: 0; border-radius: .4rem }
.cards a:focus-visible { outline: none }
.cards a:focus-visible::after { outline: 2px solid; outline-offset: 2px }
.cards a span { text-decoration: underline; text-decoration-thickness: 1px;
  text-underline-offset: .2em }
.cards li:hover a span { text-decoration-thickness: 2px }
.cards small { display: block; font-size: .875rem; opacity: .8 }
.cards i { font: 400 1.25em/1 "Material Symbols Rounded"; vertical-align: -.22em;
  margin-right: .4em; white-space: nowrap }
.cards .place { border-top: .35rem solid var(--tone) }
.cards .place :is(a, b) { font-size: 1.35rem; font-weight: 700; line-height: 1.3 }
.cards .gold { --tone: #C8992E } .cards .silver { --tone: #8A94A6 } .cards .bronze {
  --tone: #A8683A }
.cards .own { border: 2px solid var(--tone) }
.cards .kindred { border-color: var(--tone); border-top-width: 1px; border-radius: 0 }
.cards .unknown { --tone: currentColor; border-style: dashed }
@media print { .cards { break-inside: avoid } .cards .place { print-color-adjust: exact } }
</style>"""


class Card(NamedTuple):
    """A card: its name, where that leads (an address of the app, or empty), and the small words
    above and below.
    """

    name: str
    href: str = ""
    above: str = ""
    below: str = ""
    icon: str = ""  # of Material Symbols
    tone: str = ""  # of a place: gold, silver, bronze, unknown
    level: str = ""  # of a place, as in a table: own, kindred


def cards(several: Sequence[Card], label: str) -> None:
    """Draw the cards; `label` names them for who cannot see them."""
    st.html(_drawn(several, label, based("")))


@cached
def _drawn(several: Sequence[Card], label: str, base: str) -> str:
    return (
        f'{STYLE}<ul class="cards"'
        f' aria-label="{escape(label)}">{"".join(_card(one, base) for one in several)}</ul>'
    )


def _card(one: Card, base: str) -> str:
    icon = f'<i aria-hidden="true" translate="no">{escape(one.icon)}</i>' if one.icon else ""
    name = f"{icon}<span>{escape(one.name)}</span>"
    name = (
        f'<a href="{escape(base + one.href)}" data-app="true">{name}</a>'
        if one.href
        else f"<b>{name}</b>"
    )
    above, below = (
        f"<small>{escape(words)}</small>" if words else "" for words in (one.above, one.below)
    )
    return (
        f'<li class="{f"place {escape(one.tone)} {escape(one.level)}" if one.tone else ""}">'
        f"{above}{name}{below}</li>"
    )
