"""The pages of the registry as Streamlit takes them, in the order of the menu."""

from functools import cache

import streamlit as st

from pages.parts.shared import private, registry
from pages.parts.shared.private import Page


def pages() -> list[Page]:
    """The pages of a run. They are made once, since to look for eleven files takes a tenth of a
    run; a run marks the one that it shows, so that each has copies of its own.
    """
    return private.copies(_pages(tuple((page, page.is_offered()) for page in registry.PAGES)))


@cache
def _pages(offered: tuple[tuple[registry.Page, bool], ...]) -> tuple[Page, ...]:
    return tuple(
        st.Page(
            page.file,
            title=page.title,
            icon=f":material/{page.icon}:",
            url_path=private.ROOT if page.is_home else page.name,
            default=page.is_home,
            visibility="visible" if is_offered else "hidden",
        )
        for page, is_offered in offered
    )
