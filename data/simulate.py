"""Invent a contest whose truth is known: python -m data.simulate --province 35 --years 2019:2025
--jurors 5 --seed 7.

Everything but the regions, the indicators with their weights and the codebook is drawn at random,
and every source is named SIMULASI. In a folder of its own it leaves a catalog in the format of
data/catalog, the generation built from it, and the truth:
the quality of each kecamatan, the severity of each juror, the effect of the field visit. The same
seed gives the same data.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from data import build, check, publish

HERE = Path(__file__).parent
FOLDER = HERE / "simulated"
REGIONS = ("provinsi", "kabkota", "kecamatan")
# The set of indicators that is taken over
OFFICIAL = {"edition_year": 2024, "level": "kabkota", "kabkota_code": "3511"}
MAXIMUM = 100.0  # of every score
STEP = 0.5  # jurors give halves
VISITED = 7
SAID = (
    "DATA SIMULASI, bukan hasil resmi. Dibuat oleh data.simulate; jangan dicampur dengan"
    " data/catalog.\n"
)
Array = npt.NDArray[np.float64]
Row = dict[str, Any]  # of a catalog file: its columns decide what each holds


@dataclass(frozen=True)
class Model:
    """How scores come about, in points of 100: the standard deviations, and the means `level` and
    `visit_mean`.
    """

    level: float = 74.0
    quality: float = 5.0  # between kecamatan, over all years
    drift: float = 2.0  # of a kecamatan from year to year
    profile: float = 4.0  # of a kecamatan between indicators
    severity: float = 2.5  # between jurors of an edition; positive is strict
    noise: float = 3.0  # of one score
    visit_mean: float = -1.5  # what the field shows beyond the documents
    visit: float = 3.0  # of that effect between kecamatan


class Scope(NamedTuple):
    """What is simulated: kecamatan by code, the years, the number of jurors."""

    kecamatan: pd.DataFrame
    years: range
    jurors: int


@dataclass
class Simulation:
    """The catalog frames, as check.read returns them, and the truth by name of its table.

    Truth: `quality` (level, code, year, kecamatan_code, indicator, quality of the documents, visit:
    what the field adds), `severity` (level, code, year, juror, severity), `model` (one row), all in
    points of 100.
    """

    frames: dict[str, pd.DataFrame]
    truth: dict[str, pd.DataFrame]


def simulate(
    scope: Scope, seed: int, published: dict[str, pd.DataFrame], model: Model | None = None
) -> Simulation:
    """Draw the contests of all kabkota of a scope and of their provinces, a year at a time.

    A kabkota judges the documents of all its kecamatan; the best goes to the province, which judges
    documents and visits the first seven. Places follow from the totals: the weighted means of the
    jurors' scores.

    Args:
        scope: which kecamatan, years and how many jurors.
        seed: of all that is random.
        published: the frames of the real catalog, for regions, indicators and codebook.
        model: how scores come about.
    """
    model, rng = model or Model(), np.random.default_rng(seed)
    criteria = _criteria(published["indicators"])
    weights = criteria["weight"].to_numpy(dtype=float) / criteria["weight"].sum()
    codes = scope.kecamatan["code"].to_numpy(dtype=str)
    shape = (len(codes), len(criteria))
    standing = rng.normal(model.level, model.quality, len(codes))[:, None] + rng.normal(
        0, model.profile, shape
    )
    contests: list[_Contest] = []
    for year in scope.years:
        quality = standing + rng.normal(0, model.drift, len(codes))[:, None]
        visit = rng.normal(model.visit_mean, model.visit, len(codes))[:, None] + rng.normal(
            0, 1, shape
        )
        draw = _Draw(model, rng, weights, scope.jurors)
        winners: list[np.intp] = []
        for level, holders in (
            ("kabkota", [code[:4] for code in codes]),
            ("provinsi", [code[:2] for code in codes]),
        ):
            entered = np.arange(len(codes)) if level == "kabkota" else np.array(winners)
            for holder, members in _grouped(np.array(holders)[entered], entered):
                contest = draw.contest(
                    (level, holder, year), codes[members], quality[members], visit[members]
                )
                winners += [members[int(np.argmin(contest.ranks))]] if level == "kabkota" else []
                contests.append(contest)
    frames = _frames(contests, criteria, published, scope.jurors)
    frames["innovations"] = _innovations(published["innovations"], codes, scope.years, rng)
    return Simulation(frames, _truth(contests, criteria, model))


class _Contest(NamedTuple):
    level: str
    code: str
    year: int
    codes: npt.NDArray[np.str_]
    quality: Array  # kecamatan, indicator
    visit: Array
    severity: Array  # juror
    documents: Array  # kecamatan, indicator, juror
    field: Array  # the visited, as above
    visited: npt.NDArray[np.intp]
    totals: dict[str, Array]
    ranks: npt.NDArray[np.int64]


class _Draw(NamedTuple):
    model: Model
    rng: np.random.Generator
    weights: Array
    jurors: int

    def contest(
        self, held: tuple[str, str, int], codes: npt.NDArray[np.str_], quality: Array, visit: Array
    ) -> _Contest:
        severity = self.rng.normal(0, self.model.severity, self.jurors)
        documents = self.scores(quality, severity)
        first = self.total(documents)
        visited = np.argsort(-first, kind="stable")[: VISITED if held[0] == "provinsi" else 0]
        field = self.scores((quality + visit)[visited], severity)
        totals = {"administrasi": first, "tinjau_lapang": self.total(field)}
        decided = first.copy()
        # Whoever is visited stands before whoever is not
        decided[visited] = totals["tinjau_lapang"] + MAXIMUM
        ranks = (decided[:, None] < decided[None, :]).sum(axis=1) + 1
        return _Contest(
            *held, codes, quality, visit, severity, documents, field, visited, totals, ranks
        )

    def scores(self, quality: Array, severity: Array) -> Array:
        drawn = (
            quality[:, :, None]
            - severity
            + self.rng.normal(0, self.model.noise, (*quality.shape, self.jurors))
        )
        return np.clip(np.round(drawn / STEP) * STEP, 0, MAXIMUM)

    def total(self, scores: Array) -> Array:
        total: Array = np.round(scores.mean(axis=2) @ self.weights, 4)
        return total


def _grouped(
    keys: npt.NDArray[np.str_], members: npt.NDArray[np.intp]
) -> Iterator[tuple[str, npt.NDArray[np.intp]]]:
    for key in np.unique(keys):
        yield str(key), members[keys == key]


def _criteria(indicators: pd.DataFrame) -> pd.DataFrame:
    chosen = indicators[
        (indicators[list(OFFICIAL)] == pd.Series(OFFICIAL)).all(axis=1)
        & indicators["weight"].notna()
    ]
    longest = chosen.sort_values(
        "name", key=lambda names: names.str.len(), ascending=False
    ).drop_duplicates("code")
    return longest.sort_values("code")[["code", "name", "weight"]].reset_index(drop=True)


def _source(contest: _Contest) -> str:
    return f"simulasi-{contest.level}-{contest.code}-{contest.year}"


def _where(contest: _Contest) -> Row:
    holder = "province_code" if contest.level == "provinsi" else "kabkota_code"
    return {
        "edition_year": contest.year, "level": contest.level, "province_code": contest.code[:2],
        holder: contest.code,
        "source_id": _source(contest),
    }  # fmt: skip


def _frames(
    contests: list[_Contest],
    criteria: pd.DataFrame,
    published: dict[str, pd.DataFrame],
    jurors: int,
) -> dict[str, pd.DataFrame]:
    names = {
        "provinsi": dict(published["provinsi"][["code", "name"]].to_numpy()),
        "kabkota": dict(published["kabkota"][["code", "name"]].to_numpy()),
    }
    rows: dict[str, list[Row]] = {
        "sources": [],
        "editions": [],
        "stages": [],
        "indicators": [],
        "indicator_sets": [],
    }
    for contest in contests:
        where, region = _where(contest), names[contest.level][contest.code]
        title = f"SIMULASI: rekap nilai SKK {region} {contest.year}"
        rows["sources"].append(
            {
                "source_id": _source(contest),
                "publisher": "SIMULASI",
                "title": title,
                "published": f"{contest.year}-12-01",
            }
        )
        rows["editions"].append(
            {
                "level": contest.level,
                "code": contest.code,
                "year": contest.year,
                "short_name": "SKK",
                "name": "Sinergitas Kinerja Kecamatan (SIMULASI)",
                "is_skk": "ya",
            }
        )
        jury = "; ".join(_jurors(jurors))
        entered, visited = len(contest.codes), len(contest.visited)
        rows["stages"].append(
            {
                **where,
                "stage": "administrasi",
                "date": f"{contest.year}-09-01",
                "participants": entered,
                "jury": jury,
            }
        )
        if visited:
            rows["stages"].append(
                {
                    **where,
                    "stage": "tinjau_lapang",
                    "date": f"{contest.year}-11-01",
                    "participants": visited,
                    "jury": jury,
                }
            )
        rows["indicators"] += [
            {**where, **dict(zip(criteria.columns, row, strict=True))}
            for row in criteria.to_numpy()
        ]
        rows["indicator_sets"].append(
            {
                **where,
                "name": "indikator",
                "indicators": len(criteria),
                "weight": criteria["weight"].sum(),
            }
        )
    innovation_source = {
        "source_id": "simulasi-inovasi",
        "publisher": "SIMULASI",
        "title": "SIMULASI: daftar inovasi",
    }
    rows["sources"].append(innovation_source)
    frames = {stem: _typed(stem, pd.DataFrame(of)) for stem, of in rows.items()}
    frames |= {"placements": _placements(contests), "scores": _scores(contests, criteria, jurors)}
    kept = {stem: published[stem] for stem in (*REGIONS, "codebook", "skk_indicators")}
    empty = {
        stem: _typed(stem, pd.DataFrame()) for stem in check.FILES if stem not in frames | kept
    }
    return {stem: (frames | kept | empty)[stem] for stem in check.FILES}


def _jurors(count: int) -> list[str]:
    return [f"Juri {number}" for number in range(1, count + 1)]


def _typed(stem: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the columns of a file of the catalog, in the types that check.read gives
    them.
    """
    columns = check.FILES[stem].columns
    whole = frame.reset_index(drop=True).reindex(columns=list(columns))
    return whole.astype({name: str(spec.dtype) for name, spec in columns.items()})


def _placements(contests: list[_Contest]) -> pd.DataFrame:
    """One claim per kecamatan and contest: the title and rank that follow from the totals."""
    titles = np.array(
        [
            "juara_1",
            "juara_2",
            "juara_3",
            "harapan_1",
            "harapan_2",
            "harapan_3",
            "harapan_4",
            "peserta",
        ],
        dtype=object,
    )
    awarded = [len(contest.visited) or 3 for contest in contests]
    ranks = np.concatenate([contest.ranks for contest in contests])
    frame = _of_contests(contests, [contest.codes for contest in contests])
    limit = np.repeat(awarded, [len(contest.codes) for contest in contests])
    return _typed(
        "placements",
        frame.assign(
            rank=ranks,
            stage="hasil",
            basis="stated",
            placement=titles[np.where(ranks <= np.minimum(limit, 7), ranks, 8) - 1],
        ),
    )


def _scores(contests: list[_Contest], criteria: pd.DataFrame, jurors: int) -> pd.DataFrame:
    """Every juror's score of every indicator, and the totals of all jurors."""
    each = len(criteria) * jurors
    of_juror = np.array([*np.tile(_jurors(jurors), len(criteria)), None], dtype=object)
    of_indicator = np.array(
        [*np.repeat(criteria["code"].to_numpy(dtype=object), jurors), None], dtype=object
    )
    parts = []
    for stage in ("administrasi", "tinjau_lapang"):
        held = [contest for contest in contests if stage == "administrasi" or len(contest.visited)]
        codes = [
            contest.codes if stage == "administrasi" else contest.codes[contest.visited]
            for contest in held
        ]
        scores = [
            contest.documents if stage == "administrasi" else contest.field for contest in held
        ]
        totals = np.concatenate([contest.totals[stage] for contest in held])
        whole = np.hstack(
            [np.concatenate([one.reshape(-1, each) for one in scores]), totals[:, None]]
        )  # kecamatan, score
        frame = _of_contests(held, codes).loc[lambda d: d.index.repeat(each + 1)]
        parts.append(
            frame.assign(
                stage=stage,
                juror=np.tile(of_juror, len(whole)),
                indicator=np.tile(of_indicator, len(whole)),
                value=whole.ravel(),
                value_max=MAXIMUM,
            )
        )
    return _typed("scores", pd.concat(parts))


def _of_contests(contests: list[_Contest], codes: list[npt.NDArray[np.str_]]) -> pd.DataFrame:
    """One row per contest and kecamatan: what every claim about it says of where it stands."""
    where = pd.DataFrame([_where(contest) for contest in contests]).loc[
        lambda d: d.index.repeat([len(of) for of in codes])
    ]
    kecamatan = pd.Series(np.concatenate(codes), dtype="str")
    return where.reset_index(drop=True).assign(
        kecamatan_code=kecamatan, kabkota_code=kecamatan.str[:4]
    )


def _innovations(
    real: pd.DataFrame, codes: npt.NDArray[np.str_], years: range, rng: np.random.Generator
) -> pd.DataFrame:
    """Copies of the real ones under other names, in kecamatan and years drawn at random."""
    copies = real.drop(columns=["expansion", "kecamatan_printed", "description"])
    where = rng.choice(codes, len(copies))
    return _typed(
        "innovations",
        copies.assign(
            name=[
                f"{name} (simulasi {number})" for number, name in enumerate(copies["name"], start=1)
            ],
            kecamatan_code=where,
            kabkota_code=[code[:4] for code in where],
            year=rng.choice(np.array(years), len(copies)),
            source_id="simulasi-inovasi",
        ),
    )


def _truth(
    contests: list[_Contest], criteria: pd.DataFrame, model: Model
) -> dict[str, pd.DataFrame]:
    keys = [
        {"level": contest.level, "code": contest.code, "year": contest.year} for contest in contests
    ]
    quality = [
        pd.DataFrame(
            {
                **key,
                "kecamatan_code": np.repeat(contest.codes, len(criteria)),
                "indicator": np.tile(criteria["code"].to_numpy(dtype=object), len(contest.codes)),
                "quality": contest.quality.ravel(),
                "visit": contest.visit.ravel(),
            }
        )
        for key, contest in zip(keys, contests, strict=True)
    ]
    severity = [
        pd.DataFrame({**key, "juror": _jurors(len(contest.severity)), "severity": contest.severity})
        for key, contest in zip(keys, contests, strict=True)
    ]
    return {
        "quality": pd.concat(quality, ignore_index=True),
        "severity": pd.concat(severity, ignore_index=True),
        "model": pd.DataFrame([asdict(model)]),
    }  # fmt: skip


def write(simulation: Simulation, where: Path, *, with_catalog: bool = True) -> Path:
    """Write the truth, the catalog and the generation into a folder; return the generation. Imports
    that were practised there stay beside it, and are not in force any more.

    Raises:
        build.MixError: the folder holds published data; nothing has been changed.
        OSError: the folder cannot be written.
    """
    generation = build.generate(simulation.frames, where, "simulated", is_anew=True)
    for name, table in simulation.truth.items():
        (where / "truth").mkdir(exist_ok=True)
        table.to_parquet(where / "truth" / f"{name}.parquet", index=False)
    if with_catalog:
        catalog = where / "catalog"
        catalog.mkdir(exist_ok=True)
        (catalog / check.MARK).write_text(SAID, encoding="utf-8")
        for stem, frame in simulation.frames.items():
            frame.to_csv(catalog / f"{stem}.csv", index=False, lineterminator="\n")
    return generation


def _years(given: str) -> range:
    first, _, last = given.partition(":")
    try:
        years = range(int(first), int(last or first) + 1)
    except ValueError:
        years = range(0)
    if not years or years[0] < check.FIRST_YEAR or years[-1] > date.today().year + 1:
        raise argparse.ArgumentTypeError(f'"{given}" bukan rentang tahun; tulis misalnya 2019:2025')
    return years


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(given: str) -> int:
        if given.isdecimal() and low <= int(given) <= high:
            return int(given)
        raise argparse.ArgumentTypeError(f'"{given}" bukan bilangan bulat {low} sampai {high}')

    return parse


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns 0, or 2 where the arguments or the folder are at fault."""
    parser = argparse.ArgumentParser(
        prog="python -m data.simulate",
        description="Membuat data simulasi yang kebenarannya diketahui.",
    )
    parser.add_argument("--province", default="35", help="kode provinsi (bawaan: 35)")
    parser.add_argument(
        "--years",
        type=_years,
        default=range(2019, 2026),
        help="tahun pertama:terakhir (bawaan: 2019:2025)",
    )
    parser.add_argument(
        "--jurors", type=_whole(1, 50), default=5, help="jumlah juri tiap edisi (bawaan: 5)"
    )
    parser.add_argument("--seed", type=_whole(0, 2**32), default=7, help="benih acak (bawaan: 7)")
    parser.add_argument(
        "--national",
        action="store_true",
        help="seluruh Indonesia, untuk uji beban; tanpa katalog CSV",
    )
    parser.add_argument(
        "--out", type=Path, default=FOLDER, help="folder simulasi (bawaan: data/simulated)"
    )
    options = parser.parse_args(arguments)
    published = check.read(build.CATALOG)
    kecamatan = published["kecamatan"]
    if not options.national:
        kecamatan = kecamatan[kecamatan["code"].str[:2] == options.province]
    if kecamatan.empty:
        print(
            f'--province: "{options.province}" tidak ada di provinsi.csv; isi kode dua angka,'
            " misalnya 35.",
            file=sys.stderr,
        )
        return 2
    simulation = simulate(Scope(kecamatan, options.years, options.jurors), options.seed, published)
    try:
        generation = write(simulation, options.out, with_catalog=not options.national)
    except build.MixError as error:
        print(error, "Tidak ada yang diubah.", sep="\n", file=sys.stderr)
        return 2
    except OSError as error:
        print(
            f"{error.filename or options.out}: tidak dapat ditulis ({publish.why(error)}).",
            file=sys.stderr,
        )
        return 2
    print(f"Terbit (SIMULASI): {generation}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
