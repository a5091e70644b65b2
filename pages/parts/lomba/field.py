"""The field of one answer (static/komponen/isian.js): what is typed is saved by itself, and nothing
of it is lost.
"""

import json
from decimal import Decimal, InvalidOperation
from typing import NamedTuple, TypedDict

import streamlit as st

from data.contest import entering
from data.contest.entering import LONGEST, Answered
from data.contest.errors import ContestError, StaleError
from data.contest.setting_up import Asked
from pages.parts.lomba import moments
from pages.parts.lomba.seat import Seat
from pages.parts.shared.component import component

_FIELD = component("isian", '<div class="entry-root"></div>')
_SAID = "_lomba_dijawab"  # what was answered to the last draft of this session
MOST_SIGNS = 40  # of a number


class Draft(TypedDict):
    """What the browser says: an answer, over the one of version `base`; `n` names the draft."""

    id: str
    n: str
    text: str
    value: str
    base: int


class Theirs(TypedDict):
    """What somebody else has saved meanwhile."""

    text: str
    value: str
    version: int


class Said(TypedDict, total=False):
    """What is said to the draft `n`: saved when and as which version, why not, or what stands."""

    n: str
    version: int
    saved: str
    error: str
    theirs: Theirs


class Field(NamedTuple):
    """Where the field stands: whose answer to which question, as it is saved."""

    seat: Seat
    asked: Asked
    answer: Answered
    is_locked: bool

    @property
    def id(self) -> str:
        """What names the answer in a browser."""
        return f"{self.seat.edition}/{self.seat.kecamatan}/{self.asked.code}"

    @property
    def key(self) -> str:
        """The key of the widget."""
        return f"lomba_isian_{self.asked.code}"


def draw(field: Field) -> str:
    """The field; a question that the visitor asks to be led to, or nothing."""
    answer, zone = field.answer, field.seat.held.zone
    told = {
        "id": field.id,
        "text": answer.text,
        "value": _written(answer.own_value),
        "version": answer.version,
        "saved": moments.clock(answer.changed_at, zone) if answer.changed_at else "",
        "most": _written(field.asked.maximum),
        "longest": LONGEST,
        "has_value": True,
        "is_locked": field.is_locked,
        "answer": st.session_state.get(_SAID),
    }
    found = _FIELD(
        data=json.dumps(told).encode(),
        key=field.key,
        on_draft_change=lambda: _take(field, st.session_state[field.key].get("draft")),
        on_open_change=lambda: None,
    )
    # After a lost connection Streamlit may begin a new session, which tells of no change
    if _take(field, found.get("draft")):
        st.rerun()
    return str(found.get("open") or "")


def _take(field: Field, draft: Draft | None) -> bool:
    """Save a draft of the browser, once; whether it was a new one."""
    known: Said = st.session_state.get(_SAID, {})
    if not _is_fit(draft) or draft is None or draft["id"] != field.id:
        return False
    if known.get("n") == draft["n"]:
        return False
    st.session_state[_SAID] = _saved(field, draft)
    return True


def _is_fit(draft: object) -> bool:
    """Whether a message has the shape of a draft: it may be forged."""
    if not isinstance(draft, dict):
        return False
    kinds = (("id", str), ("n", str), ("text", str), ("value", str), ("base", int))
    return all(isinstance(draft.get(name), kind) for name, kind in kinds)


def _saved(field: Field, draft: Draft) -> Said:
    seat, name = field.seat, draft["n"][:60]
    try:
        value = _read(draft["value"])
        version = seat.do(
            entering.save, seat.kecamatan, field.asked.code, text=draft["text"], own_value=value,
            version=draft["base"],
        )  # fmt: skip
    except InvalidOperation:
        return {"n": name, "error": "Nilai itu bukan angka; perbaiki lalu coba lagi."}
    except StaleError as error:
        stands = seat.look(entering.answers, seat.kecamatan).get(field.asked.code, Answered())
        theirs: Theirs = {
            "text": stands.text, "value": _written(stands.own_value), "version": error.version
        }  # fmt: skip
        return {"n": name, "theirs": theirs}
    except ContestError as error:
        return {"n": name, "error": str(error)}
    return {"n": name, "version": version, "saved": moments.clock(moments.now(), seat.held.zone)}


def _read(told: str) -> Decimal | None:
    """A number as it was typed; None where there is none.

    Raises:
        InvalidOperation: it is none, or longer than anybody types.
    """
    if len(told) > MOST_SIGNS:
        raise InvalidOperation
    return Decimal(told) if told else None


def _written(value: Decimal | None) -> str:
    """A number as it is typed, without zeros at its end; empty where there is none."""
    return "" if value is None else format(value.normalize(), "f")
