"""Whether the methods for jurors find the truth of a simulation: intervals of places, severity and
its intervals.
"""

from typing import NamedTuple

import duckdb
import numpy as np

from analytics.assessment import agreement as assessment_agreement
from analytics.assessment.agreement import Panel
from data import build, check, simulate

SEEDS = range(1, 6)


class Found(NamedTuple):
    """One value for each seed: how many percent of the entrants have a true difference outside of
    their simultaneous intervals of 95%, or a true place; how many percent of the true severities
    their intervals miss; and the root of the mean squared error of a severity in points of 100.
    """

    missed_differences: list[float]
    missed_places: list[float]
    missed_severities: list[float]
    severity_errors: list[float]


def measure() -> Found:
    """Over the editions that the kabkota of Jawa Timur hold in one year, five jurors each, for each
    seed.
    """
    return Found(*map(list, zip(*map(_one, SEEDS), strict=True)))


def _one(seed: int) -> tuple[float, ...]:
    published = check.read(build.CATALOG)
    kecamatan = published["kecamatan"]
    scope = simulate.Scope(kecamatan[kecamatan["code"].str[:2] == "35"], range(2024, 2025), 5)
    drawn = simulate.simulate(scope, seed, published)
    weights = (
        drawn.frames["indicators"].drop_duplicates("code").set_index("code")["weight"].astype(float)
    )
    quality = drawn.truth["quality"].query("level == 'kabkota'")
    value = (
        (quality["quality"] * quality["indicator"].map(weights))
        .groupby([quality["code"], quality["kecamatan_code"]])
        .sum()
    )
    severity = (
        drawn.truth["severity"].query("level == 'kabkota'").set_index(["code", "juror"])["severity"]
        / 100
    )
    differences, places, severities, errors = [], [], [], []
    with duckdb.connect() as con:
        build.fill(con, drawn.frames)
        for code in severity.index.unique("code"):
            of = assessment_agreement.panel(con, f"kabkota-{code}-2024", "administrasi")
            assert isinstance(of, Panel)
            true = value[code][of.places["code"]].to_numpy(dtype=float)
            place = (true[None, :] > true[:, None]).sum(axis=1) + 1
            off = of.totals.mean(axis=1) - true / (100 * weights.sum())
            differences += list(
                np.abs(off[None, :] - off[:, None]).max(axis=1)
                > assessment_agreement.margins(of.totals, draws=1000)
            )
            low, high = assessment_agreement.rank_intervals(of.totals, draws=1000).T
            places += list((place < low) | (place > high))
            strict = severity[code][of.jurors].to_numpy(dtype=float)
            strict = strict - strict.mean()
            told = assessment_agreement.severity(of)
            severities += list((strict < told["low"]) | (strict > told["high"]))
            errors += list(100 * (told["severity"] - strict))
    missed = [100 * float(np.mean(of)) for of in (differences, places, severities)]
    return *missed, float(np.sqrt(np.mean(np.square(errors))))
