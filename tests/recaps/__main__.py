"""Many recaps through the importer: how many are read, asked about, refused, or wrong. python -m
tests.recaps --count 2000
"""

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from data import build, check
from tests.recaps import layout, pages, reading
from tests.recaps.compare import VERDICTS, Verdict, judge

KEPT = ("wrong", "lost", "refused", "crashed")
FRAMES: dict[str, object] = {}
SCALES = {"decimals", "weight_shape", "missing", "short", "header_word"}


class Outcome(NamedTuple):
    """What became of one recap."""

    seed: int
    verdict: Verdict
    features: tuple[tuple[str, str], ...]


def one(seed: int, keep: str = "") -> Outcome:
    """Make the recap of a seed, read it, and judge; keep the file if it was not understood."""
    if not FRAMES:
        FRAMES.update(check.read(build.CATALOG))
    recap = layout.recap(random.Random(seed))
    with tempfile.TemporaryDirectory() as folder:
        file = pages.saved(recap, Path(folder), "rekap")
        verdict = judge(recap, reading.proposer(file, FRAMES))  # type: ignore[arg-type]
    if keep and verdict.kind in KEPT:
        stem = f"{verdict.kind}-{seed}"
        pages.saved(recap, Path(keep), stem)
        told = [
            *verdict.said,
            "",
            "pertanyaan: " + "; ".join(verdict.questions),
            "",
            *pages.described(recap),
        ]
        (Path(keep) / f"{stem}.txt").write_text("\n".join(told) + "\n", encoding="utf-8")
    return Outcome(seed, verdict, recap.features)


def table(outcomes: list[Outcome]) -> str:
    """Counts by verdict: in all, and for every value of every feature, the least read first."""
    heads = f"{'':34}" + "".join(f"{name:>9}" for name in VERDICTS)
    lines = [heads, _line("semua", outcomes)]
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        for feature in outcome.features:
            groups.setdefault(feature, []).append(outcome)
    for (name, value), of in sorted(groups.items(), key=lambda item: (item[0][0], _poor(item[1]))):
        if name not in SCALES and len(of) >= 5:
            lines.append(_line(f"{name}={value}", of))
    return "\n".join(lines)


def _poor(of: list[Outcome]) -> float:
    return -sum(one.verdict.kind not in ("read", "asked") for one in of) / len(of)


def _line(name: str, of: list[Outcome]) -> str:
    counts = Counter(one.verdict.kind for one in of)
    return f"{name[:34]:34}" + "".join(f"{counts[kind]:>9}" for kind in VERDICTS)


def kinds(outcomes: list[Outcome]) -> str:
    """What was said most often, by verdict, with a seed to look at; and which questions were
    asked.
    """
    said: Counter[tuple[str, str]] = Counter()
    seeds: dict[tuple[str, str], int] = {}
    asked: Counter[str] = Counter()
    gaps: Counter[str] = Counter()
    for outcome in outcomes:
        verdict = outcome.verdict
        asked.update({question.partition(" ")[0] for question in verdict.questions})
        gaps.update(verdict.gaps)
        for words in {_kind(one, verdict.kind) for one in verdict.said}:
            said[verdict.kind, words] += 1
            seeds.setdefault((verdict.kind, words), outcome.seed)
    lines = ["", "yang dikatakan (berapa berkas, contoh seed):"]
    lines += [
        f"{count:5}  {key[0]:8} {key[1][:110]}  (seed {seeds[key]})"
        for key, count in said.most_common(60)
    ]
    lines += [
        "",
        "pertanyaan: " + ", ".join(f"{kind} {count}" for kind, count in asked.most_common()),
    ]
    lines += [
        "kurang, tetapi tidak keliru: "
        + ", ".join(f"{gap} {count}" for gap, count in gaps.most_common())
    ]
    return "\n".join(lines)


def _kind(said: str, verdict: str) -> str:
    """A sentence without what differs from file to file."""
    if verdict == "wrong":
        return said.partition(":")[0]
    if verdict == "crashed":
        return said.strip().splitlines()[-1]
    if verdict == "lost":
        return said.partition(" ")[0]
    plain = re.sub(r'"[^"]*"', '"…"', said.partition(": ")[2] or said)
    plain = re.sub(r"[^ ]*![A-Z]+\d+(:[A-Z]+\d+)?", "A1", plain)
    return re.sub(r"\d+([.,]\d+)*", "#", plain)


def main(arguments: list[str]) -> int:
    """Run; 1 if anything was silently wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.recaps", description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--keep", default="", help="folder for the files that were not understood")
    parser.add_argument("--kinds", action="store_true", help="also what was said")
    parser.add_argument("--only", type=int, help="one seed, with its pages and its whole verdict")
    chosen = parser.parse_args(arguments)
    if chosen.keep:
        Path(chosen.keep).mkdir(parents=True, exist_ok=True)
    if chosen.only is not None:
        print(*pages.drawn(layout.recap(random.Random(chosen.only))), sep="\n")
        outcome = one(chosen.only, chosen.keep)
        print(outcome.verdict.kind, *outcome.verdict.said, sep="\n")
        print("pertanyaan:", *outcome.verdict.questions)
        print("kurang:", *outcome.verdict.gaps)
        print("; ".join(f"{name}={value}" for name, value in outcome.features))
        return 0
    begun = time.monotonic()
    seeds = range(chosen.seed * 1_000_000, chosen.seed * 1_000_000 + chosen.count)
    with ProcessPoolExecutor(2) as pool:
        outcomes = list(pool.map(one, seeds, [chosen.keep] * len(seeds), chunksize=10))
    print(table(outcomes))
    if chosen.kinds:
        print(kinds(outcomes))
    print(f"{len(outcomes)} rekap dalam {time.monotonic() - begun:.0f} detik")
    return int(any(outcome.verdict.kind in ("wrong", "lost", "crashed") for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
