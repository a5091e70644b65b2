"""Was the truth read? Published rows against a recap's facts, after its questions, if any, were
answered truly.
"""

import re
import traceback
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from data.files import FileError
from tests.recaps.answering import Asked, answer, letters
from tests.recaps.pages import Fact, Recap
from tests.recaps.truth import STAGES, Contest, Criterion, Key

ROUNDS = 8
NEAR = 1e-6
ROUNDED = 1e-3  # of a maximum that is a mean, such as 83,3333
CLASSED = ("32", "12")  # provinces that rank kabupaten and kota apart
# As the importer's contract has them: by stem of a catalog file
Rows = Mapping[str, list[dict[str, Any]]]
VERDICTS = ("read", "asked", "refused", "wrong", "lost", "crashed")


class Verdict(NamedTuple):
    """One of VERDICTS; what differs (wrong), was said (refused) or not offered (lost); what is no
    lie but missing; questions.
    """

    kind: str
    said: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


def judge(recap: Recap, propose: Callable[[Mapping[str, str]], Any]) -> Verdict:
    """Propose, answer every question truly, propose again, and compare what would be published with
    the truth.
    """
    answers: dict[str, str] = {}
    tells: set[str] = set()
    for _ in range(ROUNDS):
        found = _round(recap, propose, answers, tells)
        if found is not None:
            return found
    return Verdict("lost", (f"masih ditanya setelah {ROUNDS} putaran",), questions=tuple(answers))


def _round(
    recap: Recap,
    propose: Callable[[Mapping[str, str]], Any],
    answers: dict[str, str],
    tells: set[str],
) -> Verdict | None:
    """One proposal: its verdict, or None after its questions were answered into `answers` and
    `tells`.
    """
    asked = tuple(answers)
    try:
        proposal = propose(answers)
    except FileError as error:
        return Verdict("refused", (str(error),), questions=asked)
    except Exception:  # whatever it is, it must not reach a user
        return Verdict("crashed", (traceback.format_exc(limit=-6),), questions=asked)
    if proposal.rows is not None:
        differences, gaps = compare(proposal.rows, recap, frozenset(tells))
        kind = "wrong" if differences else "asked" if answers else "read"
        return Verdict(kind, tuple(differences), tuple(gaps), asked)
    open_ = list(proposal.open)  # its questions without an answer
    if not open_:
        return Verdict("refused", tuple(map(str, proposal.faults)), questions=asked)
    return _answered(open_, recap, answers, tells)


def _answered(
    open_: list[Asked], recap: Recap, answers: dict[str, str], tells: set[str]
) -> Verdict | None:
    new = [one for one in open_ if one.id not in answers]
    if not new:
        one = open_[0]
        offered = ", ".join(option.value for option in one.options)
        again = f"ditanyakan lagi: {one.id} (dijawab {answers[one.id]}): {one.asks} [{offered}]"
        return Verdict("lost", (again,), questions=tuple(answers))
    for question in new:
        given = answer(question, recap)
        if given.value is None:
            offered = ", ".join(option.value for option in question.options)
            said = f"{question.id} ({question.at}): {question.asks} [{offered}]"
            return Verdict("lost", (said,), questions=(*answers, question.id))
        answers[question.id] = given.value
        tells |= set(given.tells)
    return None


def compare(
    rows: Rows, recap: Recap, tells: frozenset[str] = frozenset()
) -> tuple[list[str], list[str]]:
    """What differs from the truth, and what is missing without being a lie."""
    differences, gaps = list[str](), list[str]()
    contests = {one.year: one for one in (recap.contest, *recap.others)}
    for stem in ("placements", "scores", "indicators"):
        for row in rows.get(stem, []):
            if row["edition_year"] not in contests:
                differences.append(f"tahun {row['edition_year']}: bukan tahun berkas ini")
    for year, contest in contests.items():
        of = {
            s: [row for row in several if row.get("edition_year") == year]
            for s, several in rows.items()
        }
        if contest is not recap.contest and not (of.get("placements") or of.get("scores")):
            continue
        one = _Comparison(of, recap, contest, tells)
        one.run()
        differences += one.differences
        gaps += one.gaps
    return list(dict.fromkeys(differences)), list(dict.fromkeys(gaps))


class _Comparison:
    """The rows of one edition against its contest."""

    def __init__(self, rows: Rows, recap: Recap, contest: Contest, tells: frozenset[str]) -> None:
        self.rows, self.recap, self.contest, self.tells = rows, recap, contest, tells
        self.told = recap.told
        self.differences: list[str] = []
        self.gaps: list[str] = []
        self.single = contest.stages[0].name if len(contest.stages) == 1 else ""
        self.facts: dict[str, dict[Key, list[Fact]]] = {
            "score": {},
            "total": {},
            "rank": {},
            "title": {},
            "place": {},
        }
        for fact in recap.facts:
            if fact.year == contest.year:
                key = fact.key
                if fact.what != "score":
                    key = key._replace(stage=self.stage(key.stage) if not key.juror else key.stage)
                if fact.what == "place":
                    key = Key(key.place, "", "", "")
                self.facts[fact.what].setdefault(key, []).append(fact)
        self.jurors = {letters(one): one for one in contest.jurors}
        self.criteria: dict[str | None, Criterion] = {}
        self.seen: set[tuple[str, Key]] = set()
        self.features = dict(recap.features)

    def wrong(self, what: str, detail: str) -> None:
        """Note a difference."""
        self.differences.append(f"{what}: {detail}")

    def stage(self, stage: str | None) -> str:
        """The stage of a total or rank: in a contest of one stage its result is that stage's."""
        if self.single and stage in (None, "", "hasil", self.single):
            return "hasil"
        return stage or "hasil"

    def run(self) -> None:
        """Compare everything."""
        self._edition()
        self._criteria()
        self._places()
        for row in self.rows.get("scores", []):
            self._score(row)
        for row in self.rows.get("placements", []):
            self._placement(row)
        self._missing()

    def _edition(self) -> None:
        code = "province_code" if self.contest.level == "provinsi" else "kabkota_code"
        for row in self.rows.get("placements", []):
            held = row["level"] == self.contest.level
            held = held and (self.contest.level == "provinsi" or row[code] == self.contest.code)
            held = held and row["province_code"] == self.contest.code[:2]
            if not held:
                self.wrong("edisi", f"{row['level']} {row[code]}, bukan {self.contest.edition_id}")

    def _names(self, one: Criterion) -> set[str]:
        names = {letters(one.name), letters(one.code + one.name)}
        return (
            names | {letters(one.code)} if one.code and self.features["codes"] == "only" else names
        )

    def _criteria(self) -> None:
        rows = self.rows.get("indicators", [])
        for row in rows:
            said = letters(str(row["name"]))
            found = [one for one in self.contest.criteria if said in self._names(one)]
            if not found:
                self.wrong("kriteria", f'"{row["name"]}" tidak ada')
                continue
            if found[0] in self.criteria.values():
                self.wrong("kriteria", f'"{row["name"]}" dua kali')
            self.criteria[row["code"]] = found[0]
            self._weight(row["weight"], found[0])
        for one in self.contest.criteria:
            is_printed = any(key.criterion == one.name for key in self.facts["score"])
            if is_printed and one not in self.criteria.values():
                self.wrong("kriteria", f'"{one.name}" hilang')

    def _weight(self, weight: float | None, one: Criterion) -> None:
        if weight is None:
            if self.told.weights and one.weight is not None:
                self.wrong("bobot", f"{one.name}: hilang, seharusnya {one.weight:g}")
            return
        derivable = self.features["paired"] == "both" or self.told.totals
        is_true = one.weight is not None and (
            _same(weight, one.weight) or _same(weight, one.weight / 100)
        )
        if not is_true:
            self.wrong("bobot", f"{one.name}: {weight:g}, seharusnya {one.weight}")
        elif not self.told.weights and not derivable:
            self.wrong("bobot", f"{one.name}: {weight:g} dikarang")

    def _places(self) -> None:
        truth = {key.place for key in self.facts["place"]}
        read = {row["kecamatan_code"] for row in self.rows.get("placements", [])}
        for code in sorted(truth - read):
            self.wrong("kecamatan", f"{code} hilang")
        for code in read - truth:
            self.wrong("kecamatan", f"{code} tidak ada di berkas")

    def _score(self, row: dict[str, Any]) -> None:
        juror = ""
        if row["juror"]:
            juror = self._juror(str(row["juror"]))
            if not juror:
                return
        if row["indicator"] is None:
            stage = row["stage"] if juror else self.stage(row["stage"])
            if juror and self.single:
                stage = self._known_stage(row["stage"], "nilai juri")
            self._total(
                Key(row["kecamatan_code"], stage or "", juror, ""), row["value"], row["value_max"]
            )
            return
        one = self.criteria.get(row["indicator"])
        if one is None:
            self.wrong("kriteria", f"{row['indicator']} tidak dikenal")
            return
        key = Key(row["kecamatan_code"], self._known_stage(row["stage"], "nilai"), juror, one.name)
        if ("score", key) in self.seen:
            self.wrong("nilai", f"{_told(key)} dua kali")
        self.seen.add(("score", key))
        facts = self.facts["score"].get(key, [])
        computed = self.contest.mean(key) if not juror and self.contest.jurors else None
        if not facts and (computed is None or abs(computed - row["value"]) > 0.06):
            self.wrong("nilai", f"{_told(key)} = {row['value']:g} tidak ada di berkas")
        elif facts and not any(_same(row["value"], fact.value) for fact in facts):
            self.wrong("nilai", f"{_told(key)} = {row['value']:g}, seharusnya {facts[0].value}")
        self._most(one, row["value_max"])

    def _juror(self, said: str) -> str:
        plain = letters(said)
        found = [name for key, name in self.jurors.items() if key == plain]
        found = found or [
            name for key, name in self.jurors.items() if plain and (key in plain or plain in key)
        ]
        if len(found) != 1:
            self.wrong("juri", f'"{said}" bukan juri')
            return ""
        return found[0]

    def _known_stage(self, said: str | None, what: str) -> str:
        """The stage of a score; one that nobody told may be left open in a contest of one stage,
        but not guessed.
        """
        if said in STAGES and not self.told.stages and "stages" not in self.tells:
            self.wrong("tahap", f"{said} ditebak, tidak ditanyakan")
        if self.single and said != self.single:
            told = self.told.stages or "stages" in self.tells
            if said in (None, "hasil") and not told:
                self.gaps.append("tahap tidak ditanyakan")
                return self.single
            self.wrong("tahap", f"{what} pada {said}, seharusnya {self.single}")
            return self.single
        return said or ""

    def _most(self, one: Criterion, read: float | None) -> None:
        most = one.weight if self.told.is_weighted else one.most
        told = self.told.maxima or f"most {one.name}" in self.tells
        if read is None:
            if told:
                self.wrong("maksimum", f"{one.name}: hilang, seharusnya {most}")
            return
        implied = (self.features["paired"] == "both" and self.told.weights) or self.features[
            "figures"
        ].startswith("percent")
        implied = implied or self.features["percent_column"] == "yes"
        if most is None or not _same(read, most):
            self.wrong("maksimum", f"{one.name}: {read:g}, seharusnya {most}")
        elif not told and not implied:
            self.wrong("maksimum", f"{one.name}: {read:g} dikarang, tidak ditanyakan")

    def _truth_of(self, key: Key) -> tuple[float | None, float]:
        """The total of a juror, stage or all by the contest's rule, and its maximum."""
        contest = self.contest
        if key.juror:
            return contest.juror_total(key.place, key.stage, key.juror), contest.most_of_juror()
        if key.stage == "hasil":
            return contest.total(key.place), contest.most_of_all()
        return contest.stage_total(key.place, key.stage), contest.most_of_stage()

    def _total(self, key: Key, value: float, most: float | None) -> None:
        facts = self.facts["total"].get(key, [])
        truth, highest = self._truth_of(key)
        self.seen.add(("total", key))
        near = any(_same(value, fact.value) for fact in facts)
        near = near or (truth is not None and abs(truth - value) <= (NEAR if facts else 0.06))
        if not near:
            self.wrong(
                "total",
                f"{_told(key)} = {value:g}, seharusnya {facts[0].value if facts else truth}",
            )
        if most is not None and abs(most - highest) > ROUNDED:
            self.wrong("maksimum total", f"{_told(key)}: {most:g}, seharusnya {highest:g}")
        if most is None and self.told.maxima:
            self.gaps.append("maksimum total tidak disebut")

    def _placement(self, row: dict[str, Any]) -> None:
        stage = self.stage(row["stage"])
        key = Key(row["kecamatan_code"], stage, "", "")
        if stage not in ("hasil", *(one.name for one in self.contest.stages)):
            has_any = row["rank"] is not None or row["score"] is not None
            if stage != "peserta" or has_any:
                self.wrong("tahap", f"hasil {key.place} pada {stage}")
            return
        if row["score"] is not None:
            self._total(key, row["score"], row["score_max"])
        if row["rank"] is not None:
            self._rank(key, int(row["rank"]), row["basis"])
        title = row["placement"]
        facts = self.facts["title"].get(key, [])
        if facts and title == facts[0].value:
            self.seen.add(("title", key))
        elif title not in ("peserta", "finalis"):
            self.wrong(
                "gelar",
                f"{key.place} {title}, seharusnya {facts[0].value if facts else 'tanpa gelar'}",
            )

    def _rank(self, key: Key, rank: int, basis: str) -> None:
        facts = self.facts["rank"].get(key, [])
        self.seen.add(("rank", key))
        if facts and rank == facts[0].value:
            return
        if facts and self.told.ranks != "zone":
            self.wrong("peringkat", f"{key.place} {rank}, seharusnya {facts[0].value}")
            return
        if rank not in self._computed(key):
            self.wrong(
                "peringkat", f"{key.place} {rank} dihitung, seharusnya {self._computed(key)}"
            )
        if basis != "inferred":
            self.wrong("peringkat", f"{key.place}: peringkat hitungan tidak ditandai")

    def _computed(self, key: Key) -> set[int]:
        """The ranks that may be computed where none is printed: of exact or printed totals, in the
        zone or of all.
        """
        ranks = set()
        exact = {
            one.code: self._truth_of(key._replace(place=one.code))[0] for one in self.contest.places
        }
        printed: dict[str, float | None] = {}
        for one in self.contest.places:
            facts = self.facts["total"].get(key._replace(place=one.code), [])
            printed[one.code] = float(facts[0].value) if facts else None
        places = self.contest.places
        contests = [
            self.contest,
            self.contest._replace(places=tuple(one._replace(zone="") for one in places)),
        ]
        if self.contest.level == "provinsi" and self.contest.code in CLASSED:
            classed = tuple(one._replace(zone=one.kabkota.partition(" ")[0]) for one in places)
            contests.append(self.contest._replace(places=classed))
        for contest in contests:
            for totals in (exact, printed):
                ranks.add(contest.ranks(totals, "competition").get(key.place, 0))
        return ranks - {0}

    def _missing(self) -> None:
        for what, of in self.facts.items():
            if what == "place":
                continue
            for key, facts in of.items():
                if (what, key) in self.seen:
                    continue
                if what == "rank" and (self.told.ranks == "zone" or not facts[0].is_needed):
                    self.gaps.append("peringkat tidak dibaca")
                elif any(fact.is_needed for fact in facts):
                    named = {
                        "score": "nilai",
                        "total": "total",
                        "rank": "peringkat",
                        "title": "gelar",
                    }[what]
                    self.wrong(f"{named} hilang", f"{_told(key)} = {facts[0].value}")
                else:
                    self.gaps.append(f"{what} yang dapat dihitung tidak dicatat")
        if self.told.ranks == "none" and not any(what == "rank" for what, _ in self.seen):
            self.gaps.append("peringkat tidak dihitung")


def _same(one: float | None, other: float | str | None) -> bool:
    return one is not None and isinstance(other, (int, float)) and abs(one - other) <= NEAR


def _told(key: Key) -> str:
    return re.sub(r"/+", "/", "/".join(key)).strip("/")
