"""What the numbers of a table say of each other: which column is the sum, the mean or the weighted
sum of which others.

A recap checks itself, and this is what reads it: a relation that holds over the rows outweighs any
word of a header.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

Values = Sequence[float | None]
ROUNDED = (
    0.05  # points by which a printed total may differ from its parts, at the scale of a hundred
)
MOST_DECIMALS = 6


class Relation(NamedTuple):
    """A way to come from parts to a total: `holds` of the `rows` in which it can be tried.

    `way` is one of jumlah, rata-rata, jumlah berbobot, rata-rata berbobot, jumlah bobot kali bagian
    dari maksimum.
    """

    way: str
    parts: tuple[int, ...]
    holds: int
    rows: int

    @property
    def is_sound(self) -> bool:
        """Whether it explains the column: no row speaks against it but for a few."""
        return (
            self.holds > 0 and self.holds >= 0.6 * self.rows and (self.holds > 1 or self.rows == 1)
        )


def decimals(values: Values) -> int:
    """The decimals to which a column is printed."""
    most = 0
    for one in values:
        if one is not None:
            while most < MOST_DECIMALS and abs(round(one, most) - one) > 1e-9:
                most += 1
    return most


def error(values: Values) -> float:
    """By how much a printed value may differ from the one that was counted with; whole numbers are
    exact.
    """
    places = decimals(values)
    return 0.5 * 10.0**-places if places else 0.0


def tolerance(total: Values, parts: Sequence[Values], *, is_lenient: bool = False) -> float:
    """By how much a total may differ from what its parts give, since all are rounded as they are
    printed.

    `is_lenient` is for blaming a row once its column is explained: 0.05 at the scale of a hundred.
    """
    scale = max((abs(one) for one in total if one is not None), default=0.0)
    exact = min(error(total) + sum(error(part) for part in parts), 0.01 * scale)
    return float(
        max(exact, min(ROUNDED, 0.0006 * scale) if is_lenient else 0.0)
        + 1e-6 * max(scale, 1.0) / 100
        + 1e-9
    )


def relations(
    total: Values,
    parts: Sequence[Values],
    weights: Sequence[float | None] = (),
    most: Sequence[float | None] = (),
) -> list[Relation]:
    """Every way in which a column may come from others, the one that holds in most rows first."""
    numbers = tuple(range(len(parts)))
    allowed = tolerance(total, parts)
    ways = (
        {"jumlah": [1.0] * len(parts), "rata-rata": [1 / len(parts)] * len(parts)}
        if len(parts)
        else {}
    )
    known = [one for one in weights if one is not None]
    if len(known) == len(parts) and parts and sum(known) > 0:
        ways["jumlah berbobot"] = [one / 100 for one in known]
        if abs(sum(known) - 100) > 1e-6:
            ways["rata-rata berbobot"] = [one / sum(known) for one in known]
        limits = [one for one in most if one]
        if len(limits) == len(parts) and any(one != 100 for one in limits):
            ways["jumlah bobot kali bagian dari maksimum"] = [
                w / m for w, m in zip(known, limits, strict=True)
            ]
    found = []
    for way, factors in ways.items():
        holds = rows = 0
        for number, said in enumerate(total):
            values = [part[number] for part in parts]
            if said is None or not any(one is not None for one in values):
                continue
            present = [(f, v) for f, v in zip(factors, values, strict=True) if v is not None]
            made = sum(f * v for f, v in present)
            if way == "rata-rata":
                made = sum(v for _, v in present) / len(present)
            rows += 1
            holds += abs(made - said) <= allowed
        found.append(Relation(way, numbers, holds, rows))
    return sorted(found, key=lambda one: -one.holds)


def explained(
    total: Values,
    parts: Sequence[Values],
    weights: Sequence[float | None] = (),
    most: Sequence[float | None] = (),
) -> Relation | None:
    """The way that explains a column, or None. A mean or a sum of one part is no explanation."""
    if len(parts) < 1:
        return None
    best = next(iter(relations(total, parts, weights, most)), None)
    return best if best is not None and best.is_sound else None


def ratio(whole: Values, part: Values, weight: float | None = None) -> float | None:
    """The factor by which one column is always another's, at least two values long; else None.

    `weight` (in per cent) is tried first; else the factor of least squares, and that with as few
    decimals as rounding allows.
    """
    pairs = [(a, b) for a, b in zip(whole, part, strict=True) if a is not None and b is not None]
    if len({a for a, _ in pairs if a}) < 2:
        return None
    least = sum(a * b for a, b in pairs) / sum(a * a for a, _ in pairs)
    tried = [weight / 100] if weight else []
    # Rounding moves the least squares beside weights such as 7,5, which are in use
    tried += [round(least * 100 / step) * step / 100 for step in (5, 2.5, 1, 0.5, 0.1)]
    tried += [nice(least, part) / 100, least]
    for factor in tried:
        allowed = 1.001 * error(part) + error(whole) * factor + 1e-9
        if factor > 0 and all(abs(factor * a - b) <= allowed for a, b in pairs):
            return factor
    return None


def nice(factor: float, values: Values) -> float:
    """A factor as a weight in per cent with as few decimals as its column leaves it."""
    scale = max((abs(one) for one in values if one is not None), default=1.0)
    loose = max(error(values), 1e-9) / scale * 100
    for places in range(5):
        if abs(round(factor * 100, places) - factor * 100) <= loose:
            return round(factor * 100, places)
    return round(factor * 100, 4)


def follows(ranks: Values, totals: Values) -> bool:
    """Whether ranks follow totals: nobody with a higher total has a worse rank. A tie may be
    broken.
    """
    pairs = [(r, t) for r, t in zip(ranks, totals, strict=True) if r is not None and t is not None]
    pairs.sort()
    return len(pairs) > 1 and all(b[1] <= a[1] + 1e-9 for a, b in pairwise(pairs))
