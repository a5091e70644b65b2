"""Cards of innovations with the reasons to copy them, each with the way to who says so. One
element, however many cards.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

from analytics.core.cache import cached
from pages.parts.shared.filters import based

FEW, SOME = 3, 6  # cards on a phone and on a wide screen, before one asks for all
STYLE = """<style>
ul.worth { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
  gap: .75rem 1rem; margin: 0; padding: 0; list-style: none; line-height: 1.45 }
.worth > li { margin: 0; padding: .8rem 1rem .9rem; border-radius: .4rem;
  border: 1px solid color-mix(in srgb, currentColor 18%, transparent);
  border-left: .25rem solid light-dark(#0f766e, #5cc2b5) }
.worth h3 { margin: 0; padding: 0; font-size: 1.2rem; line-height: 1.3; font-weight: 700 }
.worth p { margin: 0; font-size: .875rem; opacity: .85 }
.worth .spelled { font-style: italic }
:is(.worth, .why) a { color: inherit; text-decoration: underline; text-decoration-thickness: 1px;
  text-underline-offset: .2em }
:is(.worth, .why) a:hover { text-decoration-thickness: 2px }
:is(.worth, .why) a:focus-visible { outline: 2px solid; outline-offset: 2px; border-radius: .2rem }
ul.why { margin: .5rem 0 0; padding: 0; list-style: none; line-height: 1.45 }
.why li { position: relative; margin: 0; padding: .15rem 0 .15rem 1.7rem; font-size: .9375rem }
.why i { position: absolute; left: 0; top: .2rem; font: 400 1.2rem/1 "Material Symbols Rounded";
  color: light-dark(#0f766e, #5cc2b5) }
.why small { font-size: .8125rem; opacity: .85 }
.worth .fit { margin-top: .5rem; padding-top: .45rem; opacity: 1;
  border-top: 1px solid color-mix(in srgb, currentColor 14%, transparent) }
@media (max-width: 640px) { ul.worth.few > li:nth-child(n + 4) { display: none } }
@media print { .worth > li { break-inside: avoid }
  .stApp .st-key-inovasi_semua { display: none !important } }
</style>"""
HEADING = """<style>
h2.unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap }
</style>"""


class Way(NamedTuple):
    """Words, and where they lead: an address of the app, of a page of the web, or nowhere."""

    words: str
    href: str = ""


class Why(NamedTuple):
    """A reason: what is said, and who says so."""

    icon: str  # of Material Symbols
    words: str
    ways: tuple[Way, ...] = ()


class Worth(NamedTuple):
    """A card."""

    name: Way
    place: Way
    region: Way
    when: str
    spelled: str  # what the name stands for, or empty
    reasons: tuple[Why, ...]
    fits: str = ""  # in what it suits a region, or empty


def worth(several: Sequence[Worth], label: str, *, folded: bool) -> None:
    """Draw the cards; `label` heads them for who cannot see them. A phone shows FEW of them where
    they are folded.
    """
    st.html(_drawn(several, label, folded=folded, base=based("")))


def reasons(several: Sequence[Why], label: str) -> None:
    """Draw reasons alone, as on a card; `label` names them for who cannot see them."""
    st.html(_listed(several, label, based("")))


@cached
def _listed(several: Sequence[Why], label: str, base: str) -> str:
    told = "".join(_reason(one, base) for one in several)
    return f'{STYLE}<ul class="why" aria-label="{escape(label)}">{told}</ul>'


@cached
def _drawn(several: Sequence[Worth], label: str, *, folded: bool, base: str) -> str:
    cards = "".join(_card(one, base) for one in several)
    name = escape(label)
    return (
        f'{STYLE}{HEADING}<h2 class="unseen">{name}</h2>'
        f'<ul class="worth{" few" if folded else ""}" aria-label="{name}">{cards}</ul>'
    )


def _card(one: Worth, base: str) -> str:
    where = ", ".join(_way(way, base) for way in (one.place, one.region) if way.words)
    told = " · ".join(part for part in (where, escape(one.when)) if part)
    spelled = f'<p class="spelled">{escape(one.spelled)}</p>' if one.spelled else ""
    why = "".join(_reason(reason, base) for reason in one.reasons)
    fits = f'<p class="fit">{escape(one.fits)}</p>' if one.fits else ""
    head = f"<h3>{_way(one.name, base)}</h3>{spelled}<p>{told}</p>"
    return f'<li>{head}<ul class="why">{why}</ul>{fits}</li>'


def _reason(one: Why, base: str) -> str:
    icon = f'<i aria-hidden="true" translate="no">{escape(one.icon)}</i>'
    ways = ", ".join(_way(way, base) for way in one.ways)
    said = f" <small>{ways}</small>" if ways else ""
    return f"<li>{icon}{escape(one.words)}{said}</li>"


def _way(way: Way, base: str) -> str:
    words = escape(way.words)
    if way.href.startswith("/") and not way.href.startswith("//"):
        return f'<a href="{escape(base + way.href)}" data-app="true">{words}</a>'
    if way.href.startswith(("https://", "http://")):
        return f'<a href="{escape(way.href)}" target="_blank" rel="noopener noreferrer">{words}</a>'
    return words
