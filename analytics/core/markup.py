"""The seam between words and markup: words of the data, of workbooks and of addresses become text
that Markdown (as Streamlit draws it) or a figure (as Plotly draws it) shows as it is.

Markdown is read twice: first the signs that a backslash takes the meaning from; then, in the words
that are left, bare addresses of pages and mail, icons and emoji. Those a backslash does not stop,
since it is gone by then: a sign that nobody sees, and that breaks no line, keeps them apart.
"""

import re
from functools import lru_cache
from html import escape
from urllib.parse import quote

from analytics.core.text import is_known

APART = "\u2060"
ECHOED = 60  # letters of what is said back to whoever asked
SIGNS = re.compile(r"[\\`*_\[\]<>#$~|]|&(?=#?\w+;)")
BEGINNING = re.compile(r"^(\d*)([-+=.])(?=[-+=\s]|$)")  # of a list, a line, or a heading above
FOUND = re.compile(r":(?=\S)|www(?=\.)|@(?=\S)", re.IGNORECASE)
LINES_APART = re.compile(r"<(?!br>)|>(?<!<br>)|&(?!(?:amp|lt|gt);)")
UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)


def plain(words: object) -> str:
    """Words as Markdown that shows them as they are, in one line; empty where there are none."""
    return "" if _is_missing(words) else _plain(str(words))


@lru_cache(maxsize=20_000)
def _plain(words: str) -> str:
    told = SIGNS.sub(r"\\\g<0>", " ".join(words.split()))
    told = BEGINNING.sub(r"\1\\\2", told)
    return FOUND.sub(rf"\g<0>{APART}", told)


def echoed(words: object) -> str:
    """What an address or a visitor says, said back: as Markdown, short, in one line, without the
    signs that nobody sees.
    """
    return plain(shortened(words))


def shortened(words: object) -> str:
    """What somebody says, short, in one line, without the signs that nobody sees; no markup."""
    said = UNSEEN.sub("", " ".join(str(words).split()))
    return said if len(said) <= ECHOED else said[:ECHOED].rstrip() + "…"


def link(words: object, href: object) -> str:
    """Words as a link in Markdown, to an address of the app or of the web, or to a section of the
    same page ("#belajar-dari"); to any other, or to none, just the words.
    """
    to = "" if _is_missing(href) else str(href)
    if not re.match(r"https?://|/(?!/)|#[a-z-]+\Z", to):
        return plain(words)
    return f"[{plain(words)}]({quote(to, safe='%/:=&?~#+,;@')})"


def label(words: object) -> str:
    """Words as text of a figure, which would take tags in them for its own (hover texts, names on
    an axis, annotations); empty where there are none.
    """
    return "" if _is_missing(words) else escape(str(words), quote=False)


def named(category: str) -> str:
    """A name on an axis as text of a figure; one that stands in several lines (drawing.wrapped) is
    text already.
    """
    return LINES_APART.sub(lambda found: escape(found[0]), category)


def _is_missing(words: object) -> bool:
    return not isinstance(words, str) and not is_known(words)
