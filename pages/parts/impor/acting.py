"""Buttons of Impor: one that cannot be pressed says why, beside it and not only to who points at
it.
"""

from collections.abc import Callable
from typing import Literal

import streamlit as st


def act(
    label: str,
    *,
    key: str,
    on_click: Callable[..., None],
    args: tuple[object, ...],
    lacking: str = "",
    icon: str | None = None,
    type: Literal["primary", "secondary"] = "secondary",
) -> None:
    """A button; `lacking` says what has to be done before it can be pressed, empty where
    nothing.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            label,
            key=key,
            type=type,
            icon=icon,
            on_click=on_click,
            args=args,
            disabled=bool(lacking),
        )
        if lacking:
            st.caption(lacking, width="content")
