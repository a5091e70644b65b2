"""Lomba: what each role of a running contest works with; the public sees nothing of it before it is
published.
"""

import streamlit as st

from pages.parts.lomba import access
from pages.parts.shared import filters

filters.current()
st.title("Lomba", anchor=False)
if access.is_on():
    from pages.parts.lomba import rooms  # nothing of the contest is loaded while it is off

    rooms.enter()
else:
    st.info(access.OFF, icon=":material/lock:")
