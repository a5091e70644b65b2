"""How much is drawn: a sample for each change, and all there is where SKK_THOROUGH is set
(`make thorough`, for a night).
"""

import os
from collections.abc import Sequence
from typing import TypeVar

IS_THOROUGH = bool(os.environ.get("SKK_THOROUGH"))
One = TypeVar("One")


def many(usual: int, thorough: int) -> int:
    """How often something is tried."""
    return thorough if IS_THOROUGH else usual


def some(values: Sequence[One], usual: int) -> list[One]:
    """Values spread over all of them, the first and the last among them; at night all."""
    if IS_THOROUGH or len(values) <= usual:
        return list(values)
    return [values[round(at * (len(values) - 1) / (usual - 1))] for at in range(usual)]
