"""How much a ranking depends on the weights: places under weights drawn at random.

Weights come from the flat Dirichlet distribution, by which every set of weights is equally likely;
so are acceptability and expected ranks found in stochastic multicriteria acceptability analysis
(Lahdelma, Hokkanen and Salminen 1998).
"""

import numpy as np
from scipy.stats import rankdata

from analytics.assessment.questions import EXACT, Array, Field, field
from analytics.assessment.rows import Robust
from analytics.core.query import Connection
from analytics.core.rows import Rows, declared

DRAWS = 5000
SEED = 2024  # the same picture for every visitor


def weightings(criteria: int, draws: int = DRAWS, seed: int = SEED) -> Array:
    """Random weights, one row per draw, each row with the sum 1."""
    drawn: Array = np.random.default_rng(seed).dirichlet(np.ones(criteria), draws)
    return drawn


def robustness(of: Field, draws: int = DRAWS, seed: int = SEED) -> Rows[Robust]:
    """How each place fares under random weights, the best median first. Only places with a score
    for every indicator.

    Equal totals share the better place. The same seed gives the same answer.
    """
    known = of.of(of.complete)
    if known.places.empty:
        return declared(Robust, known.places.assign(median=0, low=0, high=0, top3=0.0))
    totals = np.round(known.shares @ weightings(known.shares.shape[1], draws, seed).T, EXACT)
    places = rankdata(-totals, method="min", axis=0)
    low, median, high = np.quantile(
        places, [0.05, 0.5, 0.95], axis=1, method="inverted_cdf"
    ).astype(int)
    found = known.places.assign(median=median, low=low, high=high, top3=(places <= 3).mean(axis=1))
    ordered = found.sort_values(["median", "high", "low", "kecamatan"], kind="stable")
    return declared(Robust, ordered.reset_index(drop=True))


def of_stage(con: Connection, edition_id: str, stage: str) -> Rows[Robust]:
    """The same for the scores of one edition and stage."""
    return robustness(field(con, edition_id, stage))
