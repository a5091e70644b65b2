"""A contest whose truth is known: who took part, who judged, every score, and what follows from
them by its own rule.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from data import names

CATALOG = Path(__file__).parents[2] / "data" / "catalog"
STAGES = ("administrasi", "paparan", "tinjau_lapang")
CRITERIA = (
    "Pelayanan Publik",
    "Inovasi",
    "Kepemimpinan Camat",
    "Tugas Atributif",
    "Tugas Delegatif",
    "Penganggaran dan Perencanaan",
    "Pelayanan Terpadu Kecamatan (PATEN)",
    "Urusan Pemerintahan Umum",
    "Pembinaan Desa/Kelurahan",
    "Ketenteraman dan Ketertiban",
    "Koordinasi Lintas Sektor",
    "Tugas Lainnya",
    "Administrasi Umum",
    "Penguasaan Materi",
    "Kinerja Tahunan",
    "Jumlah Inovasi yang Diterapkan",
)
JURORS = (
    "Drs. Bambang Hartono, M.Si",
    "Siti Rahmawati",
    "Budi",
    "Dr. Ani Lestari",
    "Camelia Putri, S.STP",
    "H. Djoko S.",
)
DIRECTIONS = ("Utara", "Selatan", "Timur")


class Place(NamedTuple):
    """An entrant: a kecamatan of the catalog, its kabkota, and the zone it is ranked in (or
    none).
    """

    code: str
    name: str
    kabkota_code: str
    kabkota: str
    zone: str = ""


class Criterion(NamedTuple):
    """What is judged: a code such as "II" (or none), weight of 100 (None: the contest has none),
    maximum of a raw score.
    """

    code: str
    name: str
    weight: float | None
    most: float


class Stage(NamedTuple):
    """One of STAGES, and its weight of 100 in the final total (None: stages are simply added)."""

    name: str
    weight: float | None


class Key(NamedTuple):
    """Whose score: codes and names; juror "" is all together, criterion "" the total of a stage
    that has no criteria.
    """

    place: str
    stage: str
    juror: str
    criterion: str


class Contest(NamedTuple):
    """All that is true; a score of None was not given.

    `rule` says how criteria are added (jumlah, bobot, rata), `jury` how jurors are (rata, jumlah).
    """

    level: str
    code: str
    holder: str
    year: int
    word: str
    places: tuple[Place, ...]
    criteria: tuple[Criterion, ...]
    jurors: tuple[str, ...]
    stages: tuple[Stage, ...]
    rule: str
    jury: str
    scores: Mapping[Key, float | None]
    ranking: str  # competition, dense, broken, none
    titled: int  # how many of the first have a title
    order: Mapping[str, int]  # how a committee breaks ties

    @property
    def edition_id(self) -> str:
        """The key of its edition, such as kabkota-3507-2024."""
        return f"{self.level}-{self.code}-{self.year}"

    @property
    def judges(self) -> tuple[str, ...]:
        """The jurors, or one without a name."""
        return self.jurors or ("",)

    def weighted(self, key: Key, one: Criterion) -> float | None:
        """A score multiplied by its weight, on the weight's scale: 88 of 100 at weight 40 is
        35.2.
        """
        value = self.mean(key)
        return None if value is None or one.weight is None else tidy(value * one.weight / one.most)

    def mean(self, key: Key) -> float | None:
        """A score; of all jurors together (juror ""), the mean of those who gave one."""
        if key.juror or not self.jurors:
            return self.scores.get(key)
        given = [self.scores.get(key._replace(juror=one)) for one in self.jurors]
        return average([one for one in given if one is not None])

    def juror_total(self, place: str, stage: str, juror: str) -> float | None:
        """What one juror gave in all, by the contest's rule."""
        if not self.criteria:
            return self.scores.get(Key(place, stage, juror, ""))
        pairs = [
            (one, self.scores.get(Key(place, stage, juror, one.name))) for one in self.criteria
        ]
        given = [(one, value) for one, value in pairs if value is not None]
        if not given:
            return None
        if self.rule == "bobot":
            return tidy(sum(value * (one.weight or 0) / 100 for one, value in given))
        total = sum(value for _, value in given)
        return tidy(total / len(given) if self.rule == "rata" else total)

    def stage_total(self, place: str, stage: str) -> float | None:
        """What all jurors gave at one stage."""
        totals = [self.juror_total(place, stage, juror) for juror in self.judges]
        given = [one for one in totals if one is not None]
        if not given:
            return None
        return average(given) if self.jury == "rata" else tidy(sum(given))

    def total(self, place: str) -> float | None:
        """The final total; None for who did not reach every stage."""
        parts = [(one, self.stage_total(place, one.name)) for one in self.stages]
        if any(value is None for _, value in parts):
            return None
        if len(parts) == 1:
            return parts[0][1]
        return tidy(
            sum(
                (value or 0) * (1 if one.weight is None else one.weight / 100)
                for one, value in parts
            )
        )

    def most_of_juror(self) -> float:
        """The maximum of a juror's total; 100 where there are no criteria."""
        if not self.criteria:
            return 100.0
        if self.rule == "bobot":
            return tidy(sum(one.most * (one.weight or 0) / 100 for one in self.criteria))
        total = sum(one.most for one in self.criteria)
        return tidy(total / len(self.criteria) if self.rule == "rata" else total)

    def most_of_stage(self) -> float:
        """The maximum of a stage's total."""
        most = self.most_of_juror()
        return tidy(most * (len(self.judges) if self.jury == "jumlah" else 1))

    def most_of_all(self) -> float:
        """The maximum of the final total."""
        most = self.most_of_stage()
        shares = [1 if one.weight is None else one.weight / 100 for one in self.stages]
        return tidy(most * (sum(shares) if len(shares) > 1 else 1))

    def ranks(self, totals: Mapping[str, float | None], ranking: str = "") -> dict[str, int]:
        """Code of a kecamatan to its rank by totals: within its zone where there are zones."""
        ranks: dict[str, int] = {}
        for zone in dict.fromkeys(one.zone for one in self.places):
            of = {p.code: totals[p.code] for p in self.places if p.zone == zone}
            given = {code: round(value, 9) for code, value in of.items() if value is not None}
            ranks |= ranked(given, ranking or self.ranking, self.order)
        return ranks

    def standing(self) -> dict[str, int]:
        """The ranks that the contest gives; none for who has no total."""
        if self.ranking == "none":
            return {}
        return self.ranks({one.code: self.total(one.code) for one in self.places})

    def titles(self) -> dict[str, str]:
        """Code of a kecamatan to its placement, such as juara_1; only where a rank fixes it."""
        ranks = self.standing()
        named = [f"juara_{n}" for n in (1, 2, 3)] + [f"harapan_{n}" for n in (1, 2, 3, 4)]
        return {code: named[rank - 1] for code, rank in ranks.items() if rank <= self.titled}


def tidy(value: float) -> float:
    """A float without the dust of its computation."""
    return round(float(value), 10)


def average(values: list[float]) -> float | None:
    """The mean; None of nothing."""
    return tidy(sum(values) / len(values)) if values else None


def ranked(totals: Mapping[str, float], ranking: str, order: Mapping[str, int]) -> dict[str, int]:
    """Ranks by total: 1, 2, 2, 4 (competition), 1, 2, 2, 3 (dense), or ties broken by `order`."""
    if ranking == "broken":
        line = sorted(totals, key=lambda code: (-totals[code], order.get(code, 0)))
        return {code: number for number, code in enumerate(line, 1)}
    values = list(totals.values())
    better = sorted(set(values) if ranking == "dense" else values, reverse=True)
    return {code: 1 + sum(one > value for one in better) for code, value in totals.items()}


@cache
def regions() -> tuple[dict[str, str], dict[str, str], dict[str, tuple[Place, ...]]]:
    """Names of provinces and kabkota by code, and the kecamatan of each kabkota whose names
    differ.
    """

    def table(stem: str) -> list[dict[str, str]]:
        with (CATALOG / f"{stem}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    provinsi = {row["code"]: row["name"] for row in table("provinsi")}
    kabkota = {row["code"]: row["name"] for row in table("kabkota")}
    places: dict[str, dict[str, Place]] = {}
    for row in table("kecamatan"):
        of = places.setdefault(row["kabkota_code"], {})
        one = Place(row["code"], row["name"], row["kabkota_code"], kabkota[row["kabkota_code"]])
        of.setdefault(names.key(row["name"]), one)
    return provinsi, kabkota, {code: tuple(of.values()) for code, of in places.items()}


def word_of(code: str) -> str:
    """What a kecamatan is called where it lies: Kemantren, Kapanewon, Distrik or Kecamatan."""
    if code[:2] == "34":
        return "Kemantren" if code[:4] == "3471" else "Kapanewon"
    return "Distrik" if code[:2] in {"91", "92", "93", "94", "95", "96"} else "Kecamatan"


def chance(random: Random, percent: int) -> bool:
    """True in so many of 100 draws; false is the simpler answer."""
    return random.randrange(100) >= 100 - percent


def share(random: Random, count: int) -> list[float]:
    """So many weights that add up to 100."""
    known: dict[int, list[list[float]]] = {
        2: [[40, 60], [50, 50], [12.5, 87.5], [35, 65]],
        3: [[30, 30, 40], [12.5, 37.5, 50], [20, 30, 50], [33, 33, 34]],
        4: [[25, 25, 25, 25], [10, 20, 30, 40], [12.5, 17.5, 30, 40], [15, 20, 25, 40]],
        5: [[20, 20, 20, 20, 20], [10, 15, 20, 25, 30], [7.5, 12.5, 20, 25, 35]],
        6: [[10, 10, 15, 15, 20, 30], [12.5, 12.5, 15, 15, 20, 25]],
        7: [[10, 10, 10, 15, 15, 20, 20], [5, 7.5, 12.5, 15, 15, 20, 25]],
    }
    return list(random.choice(known[count]))


def entrants(random: Random, level: str) -> tuple[str, str, tuple[Place, ...]]:
    """Code and name of who holds the contest, and who takes part: of one kabkota, or one of each of
    a province.
    """
    provinsi, kabkota, places = regions()
    if level == "provinsi":
        held = [c for c in provinsi if sum(code[:2] == c for code in kabkota) >= 6]
        code = random.choice(["35", "33", "32", "34", "12", *held])
        of = [one for one in kabkota if one[:2] == code and one in places]
        sent = random.sample(of, min(len(of), random.randint(5, 12)))
        chosen = {
            names.key(place.name): place for one in sent for place in [random.choice(places[one])]
        }
        return code, provinsi[code], tuple(chosen.values())
    # Bobotsari, Ratahan, …
    known = ["3507", "3573", "3471", "3303", "3404", "7103", "3217", "3674"]
    wide = [one for one in places if len(places[one]) >= 4]
    code = random.choice([*(one for one in known if one in places), *wide])
    count = min(len(places[code]), random.randint(3, 12))
    return code, kabkota[code], tuple(random.sample(places[code], count))


def criteria_of(random: Random, rule: str) -> tuple[Criterion, ...]:
    """What is judged: 2 to 7 criteria, with weights where the rule needs them or the office states
    them anyway.
    """
    count = random.randint(2, 7)
    chosen = random.sample(CRITERIA, count)
    coding = random.choice(["", "", "roman", "number", "letter", "K"])
    roman = ("I", "II", "III", "IV", "V", "VI", "VII")
    codes = {
        "": [""] * 7,
        "roman": list(roman),
        "number": [str(n) for n in range(1, 8)],
        "letter": list("ABCDEFG"),
        "K": [f"K{n}" for n in range(1, 8)],
    }[coding]
    weights: list[float | None] = [None] * count
    scale = random.choice(["hundred", "hundred", "points", "ten", "five", "large"])
    most = {"hundred": [100.0], "ten": [10.0], "five": [5.0], "large": [250.0, 500.0, 400.0]}
    if rule == "bobot":
        weights = list(share(random, count))
        scale = random.choice(["hundred", "hundred", "hundred", "ten", "five"])
    maxima = (
        share(random, count)
        if scale == "points"
        else [random.choice(most[scale]) for _ in codes[:count]]
    )
    return tuple(Criterion(*four) for four in zip(codes, chosen, weights, maxima, strict=False))


def value_of(random: Random, most: float, step: float) -> float:
    """A score as jurors give it: at least 40% of the maximum, rarely nothing, rarely all."""
    if chance(random, 2):
        return 0.0
    low, high = int(most * 0.4 / step), int(most / step)
    return tidy(random.randint(low, high) * step)


def scores_of(random: Random, contest: Contest) -> dict[Key, float | None]:
    """Every score; some kecamatan do not appear, some only reach the first stage, some tie."""
    scores: dict[Key, float | None] = {}
    step = random.choice([1.0, 0.5, 0.25, 0.1, 0.01])
    last = contest.stages[-1].name
    only_finalists = len(contest.stages) > 1 and chance(random, 40)
    absent = random.choice(contest.places).code if chance(random, 15) else ""
    skips = chance(random, 8)
    previous: Place | None = None
    for number, place in enumerate(contest.places):
        ties = previous is not None and chance(random, 12)
        for stage in contest.stages:
            reached = not (only_finalists and stage.name == last and number >= 3)
            for juror in contest.judges:
                for one in contest.criteria or (Criterion("", "", None, 100.0),):
                    key = Key(place.code, stage.name, juror, one.name)
                    if ties and previous is not None:
                        value = scores[key._replace(place=previous.code)]
                    else:
                        value = value_of(random, one.most, step)
                    is_given = reached and place.code != absent
                    scores[key] = value if is_given else None
        if place.code != absent:
            previous = place
    if skips and len(contest.jurors) > 2:
        place, juror = random.choice(contest.places), random.choice(contest.jurors)
        for key in scores:
            if key.place == place.code and key.juror == juror:
                scores[key] = None
    return scores


def draw(random: Random) -> Contest:
    """A contest; the first of every choice is the simplest."""
    level = random.choice(["kabkota", "kabkota", "kabkota", "provinsi"])
    code, holder, places = entrants(random, level)
    rule = random.choice(["jumlah", "bobot", "bobot", "jumlah", "rata"])
    has_criteria = not chance(random, 10)
    criteria = criteria_of(random, rule) if has_criteria else ()
    count = random.choice([0, 0, 0, 2, 3, 4, 5])
    named = random.choice(["Juri", "Juri", "Penilai", "Tim", "name"])
    jurors = tuple(
        random.sample(JURORS, count)
        if named == "name"
        else [f"{named} {n}" for n in range(1, count + 1)]
    )
    several = random.choice([1, 1, 1, 2, 2, 3])
    chosen = sorted(random.sample(range(3), several))
    weights: list[float | None] = [None] * several
    if several > 1 and chance(random, 60):
        weights = list(share(random, several))
    stages = tuple(Stage(STAGES[at], weight) for at, weight in zip(chosen, weights, strict=True))
    if level == "kabkota" and len(places) >= 6 and chance(random, 10):
        places = tuple(p._replace(zone=DIRECTIONS[at % 2]) for at, p in enumerate(places))
    bare = Contest(
        level=level,
        code=code,
        holder=holder,
        year=random.choice([2024, 2023, 2022, 2019, 2025]),
        word=word_of(places[0].code),
        places=places,
        criteria=criteria,
        jurors=jurors,
        stages=stages,
        rule=rule if criteria else "jumlah",
        jury=random.choice(["rata", "rata", "rata", "jumlah"]) if jurors else "rata",
        scores={},
        ranking=random.choice(["competition", "competition", "dense", "broken", "none"]),
        titled=random.choice([0, 0, 3, 6]),
        order={place.code: number for number, place in enumerate(places)},
    )
    whole = bare._replace(scores=scores_of(random, bare))
    return (
        whole._replace(titled=0) if whole.ranking in ("none", "dense") or places[0].zone else whole
    )


def another_year(random: Random, contest: Contest) -> Contest:
    """The same contest one year earlier, with other scores."""
    before = contest._replace(year=contest.year - 1)
    return before._replace(scores=scores_of(random, before))
