"""What is made from a whole catalog, kept while the same catalog is asked: a file is judged anew
with each answer of its operator, and to prepare the regions of the country takes far longer than to
read the file.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial, wraps
from typing import Concatenate, ParamSpec, TypeAlias, TypeVar

import pandas as pd

Frames: TypeAlias = Mapping[str, pd.DataFrame]
Given = ParamSpec("Given")
Made = TypeVar("Made")
MOST = 4  # of one catalog, with different further arguments


def of_catalog(
    make: Callable[Concatenate[Frames, Given], Made],
) -> Callable[Concatenate[Frames, Given], Made]:
    """Keep what a function makes of the frames of a catalog and of further arguments (hashable), as
    long as it is called with the very same frames.

    Neither the frames nor what is made may be changed afterwards.
    """
    last: tuple[Frames, Callable[..., Made]] | None = None

    @wraps(make)
    def kept(frames: Frames, /, *given: Given.args, **more: Given.kwargs) -> Made:
        nonlocal last
        held = last  # once: another thread may have another catalog
        if held is None or held[0] is not frames:
            held = last = (frames, lru_cache(maxsize=MOST)(partial(make, frames)))
        return held[1](*given, **more)

    return kept
