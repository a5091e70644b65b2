"""A row of choices of which one always holds, such as the parts of a page."""

from collections.abc import Sequence
from typing import Any


def segments(
    bar: Any,  # the module st, or a container of it
    label: str,
    options: Sequence[str],
    *,
    default: str,
    **more: Any,  # what st.segmented_control takes
) -> str:
    """The choice in a row of choices. An address with the parameter and nothing after it
    (`?bagian=`) would clear it, although it is required, and the page would be without a part; then
    the default holds.

    Args:
        bar: where it is drawn: st, or a container.
        label: its name.
        options: what can be chosen.
        default: what holds where nothing is chosen.
        more: for st.segmented_control.
    """
    chosen = bar.segmented_control(label, options, default=default, required=True, **more)
    return str(chosen) if chosen in options else default
