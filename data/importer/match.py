"""Which edition a file is about, and which kecamatan each of its names means, with how sure that
is.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd
from rapidfuzz import fuzz, process

from data import names
from data.importer.draft import Draft, Edition, Fault, Place
from data.importer.former import Former, formers
from data.importer.gazetteer import Gazetteer, Meaning
from data.importer.kept import of_catalog
from data.importer.titles import Titles

LIKELY = 80  # of 100: below, a name is no proposal
SKIPPED = "lewati"  # the answer that leaves a row out
NEARLY = 90  # of 100: from here on the operator finds the proposal chosen, and confirms it
CLEAR = 6  # points by which a likeness must exceed the next
EDITION_ID = re.compile(r"(provinsi-\d{2}|kabkota-\d{4})-(20\d\d)(?:-(kabupaten|kota))?")


class Match(NamedTuple):
    """What a name is taken for: `code` is None where nothing is proposed; 100 is a name that only
    one kecamatan has or had.
    """

    place: Place
    code: str | None
    confidence: int
    others: list[str]  # codes that come into question, nearest first
    why: str  # what is to be said where it is not sure
    # the name, or else the code, of that year where today's differs: "Tampan", now Binawidya
    formerly: str = ""
    is_skipped: bool = False  # the operator leaves its rows out

    @property
    def is_sure(self) -> bool:
        """Whether nobody need be asked."""
        return self.is_skipped or (self.code is not None and self.confidence == 100)


@of_catalog
def regions(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row per kecamatan of the catalog, by code: name, kabkota (with the word Kabupaten or
    Kota), kabkota_code.
    """
    kabkota = frames["kabkota"][["code", "name"]].rename(
        columns={"code": "kabkota_code", "name": "kabkota"}
    )
    return (
        frames["kecamatan"][["code", "name", "kabkota_code"]]
        .merge(kabkota, on="kabkota_code")
        .set_index("code")
    )


@of_catalog
def holders(frames: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Who may hold a contest: level and code (provinsi-35), and the name (Provinsi Jawa Timur)."""
    return {
        f"{level}-{code}": word + str(name)
        for level, word in (("provinsi", "Provinsi "), ("kabkota", ""))
        for code, name in frames[level][["code", "name"]].itertuples(index=False)
    }


def called(of: Edition, frames: Mapping[str, pd.DataFrame]) -> str:
    """The name of an edition that may be new, "SKK Jawa Timur 2024"; a holder not yet known is
    called as in the file.
    """
    holder = holders(frames).get(f"{of.level}-{of.code}", of.code).removeprefix("Provinsi ")
    return " ".join(
        filter(None, ["SKK", holder, str(of.year or ""), of.kind and f"kelas {of.kind}"])
    )


def edition(
    draft: Draft, frames: Mapping[str, pd.DataFrame], asked: str = ""
) -> tuple[Edition, list[Fault], list[Fault]]:
    """The edition, what is wrong with it, and what should be known: asked for, else of the sheet
    Edisi, else of the titles.
    """
    said, faults, notices = draft.edition, list[Fault](), list[Fault]()
    if asked:
        found = EDITION_ID.fullmatch(asked)
        if not found:
            why = f'"{asked}" bukan edisi; tulis seperti provinsi-35-2025 atau kabkota-3573-2025'
            return said, [Fault("Edisi", why)], []
        said, faults, notices = _as_asked(draft, frames, found)
    elif not said.at:
        said = _of_titles(draft, frames)
        if said.at:
            holder = holders(frames).get(f"{said.level}-{said.code}", said.edition_id)
            why = f"edisi dibaca dari judul: {holder}, {said.year or 'tahunnya tidak disebut'}"
            notices.append(Fault(said.at, why))
    if not (said.level and said.code and said.year):
        why = (
            "edisi tidak diketahui; pilih penyelenggara dan tahunnya (--edition, misalnya"
            " provinsi-35-2025)"
        )
        return said, [*faults, Fault(said.at or "Edisi", why)], []
    stem = "provinsi" if said.level == "provinsi" else "kabkota"
    code = _region(said.code, frames[stem])
    if code is None:
        why = f'"{said.code}" bukan nama atau kode {stem}; tulis seperti di daftar wilayah'
        return said, [*faults, Fault(said.at, why)], []
    return said._replace(code=code), faults, notices


def _as_asked(
    draft: Draft, frames: Mapping[str, pd.DataFrame], asked: re.Match[str]
) -> tuple[Edition, list[Fault], list[Fault]]:
    """The edition that the operator says: of another than the sheet Edisi is a fault, than the
    titles a notice.
    """
    said = draft.edition
    level, code = asked[1].split("-")
    chosen = said._replace(
        level=level, code=code, year=int(asked[2]), kind=asked[3] or "", at=said.at or "Edisi"
    )
    read = said if said.level else _of_titles(draft, frames)
    holder = (_region(read.code, frames[read.level]) if read.code else None) or code
    if not read.level or (read.level, holder, read.year) == (level, code, chosen.year):
        return chosen, [], []
    named, wanted = called(read, frames), called(chosen, frames)
    if said.level:
        why = f"berkas ini tentang {named}, bukan {wanted}; pilih salah satu"
        return chosen, [Fault(said.at, why)], []
    return chosen, [], [Fault(read.at, f"judulnya menyebut {named}, tetapi yang dipilih {wanted}")]


def _region(said: str, listed: pd.DataFrame) -> str | None:
    if said in set(listed["code"]):
        return said
    kind, bare = names.region(re.sub(r"^\s*provinsi\s+", "", said, flags=re.IGNORECASE))
    found = [
        code
        for code, name in listed[["code", "name"]].itertuples(index=False)
        if (own := names.region(name))[1] == bare and kind in ("", own[0])
    ]
    return str(found[0]) if len(found) == 1 else None


def editions(draft: Draft, frames: Mapping[str, pd.DataFrame]) -> list[tuple[Edition, str]]:
    """The editions that the titles above the tables may mean, best first, each with why; see
    titles.Titles.editions.

    One complete edition that stands alone is meant without doubt. Several, or one without level,
    code or year, are open.
    """
    return _titles(frames).editions(draft.titles)


@of_catalog
def _titles(frames: Mapping[str, pd.DataFrame]) -> Titles:
    return Titles(frames)


def _of_titles(draft: Draft, frames: Mapping[str, pd.DataFrame]) -> Edition:
    """The edition that the titles name without doubt."""
    found = [edition for edition, _ in editions(draft, frames)]
    return found[0] if len(found) == 1 and found[0].code and found[0].year else Edition()


def match(
    draft: Draft, held_by: Edition, frames: Mapping[str, pd.DataFrame], chosen: Mapping[str, str]
) -> dict[str, Match]:
    """For each place of a draft what it is taken for.

    `chosen` has the operator's choices by key of the place: the code of a kecamatan of the edition,
    or SKIPPED.
    """
    known = _Known(held_by, frames)
    found = {
        key: _chosen(place, chosen.get(key, ""), known) or _found(place, known)
        for key, place in draft.places.items()
    }
    sure = {(one.code, names.key(one.place.called)) for one in found.values() if one.is_sure}
    for (
        key,
        one,
    ) in found.items():  # a sheet without code or kabkota means whom another sheet names with it
        if one.place.code or one.is_sure or one.code:
            continue
        same = [code for code in one.others if (code, names.key(one.place.called)) in sure]
        if len(same) == 1:
            formerly = known.formerly(
                one.place.called, same[0], known.names.meanings(one.place.called)
            )
            found[key] = one._replace(code=same[0], confidence=100, why="", formerly=formerly)
    return found


class _Country(NamedTuple):
    """Every kecamatan of the country, by code: its name, the letters of it, its kabkota; and what
    was before.
    """

    name: dict[str, str]
    key: dict[str, str]
    of: dict[str, str]
    kabkota: dict[str, str]  # names
    coded: dict[str, list[Former]]
    before: dict[str, tuple[str, ...]]  # names of before, and what became of them


@of_catalog
def _country(frames: Mapping[str, pd.DataFrame]) -> _Country:
    columns = ["code", "kabkota_code", "name"]
    listed = list(frames["kecamatan"][columns].itertuples(index=False, name=None))
    coded: dict[str, list[Former]] = {}
    before: dict[str, tuple[str, ...]] = {}
    for one in formers(frames):
        before[one.name] = (*before.get(one.name, ()), *one.successors)
        if one.code:
            coded.setdefault(one.code, []).append(one)
    return _Country(
        {str(code): str(name) for code, _, name in listed},
        {str(code): names.key(name) for code, _, name in listed},
        {str(code): str(of) for code, of, _ in listed},
        dict(frames["kabkota"][["code", "name"]].itertuples(index=False)),
        coded,
        before,
    )


@of_catalog
def _names(frames: Mapping[str, pd.DataFrame], within: str) -> Gazetteer:
    return Gazetteer(frames, within)


class _Known:
    """What is known of the kecamatan that an edition may be about."""

    def __init__(self, held_by: Edition, frames: Mapping[str, pd.DataFrame]) -> None:
        self.name, self.key, of, self.kabkota, self.coded, self.before = _country(frames)
        self.within = {
            code: kabkota for code, kabkota in of.items() if code.startswith(held_by.code)
        }
        self.year = held_by.year
        self._narrowed: dict[str, frozenset[str]] = {"": frozenset(self.within)}
        self.names = _names(frames, held_by.code)

    def title(self, code: str) -> str:
        return f"{self.name[code]}, {self.kabkota[code[:4]]}"

    def titles(self, codes: Iterable[str], between: str = "; ") -> str:
        return between.join(self.title(code) for code in codes)

    def narrowed(self, kabkota: str) -> frozenset[str]:
        """The kecamatan of the kabkota that a file names; all where it names none, none where it is
        not known.
        """
        if kabkota not in self._narrowed:
            kind, bare = names.region(kabkota)
            known = {
                code: names.region(self.kabkota[code]) for code in sorted(set(self.within.values()))
            }
            same = [
                code for code, (own, name) in known.items() if name == bare and kind in ("", own)
            ]
            if not same:
                spelled = {code: name for code, (_, name) in known.items()}
                alike = process.extractOne(bare, spelled, scorer=fuzz.ratio, score_cutoff=85)
                same = [str(alike[2])] if alike else []
            self._narrowed[kabkota] = frozenset(
                code for code, of in self.within.items() if of in same
            )
        return self._narrowed[kabkota]

    def then(self, meanings: Iterable[Meaning]) -> list[Meaning]:
        """Those that a name may have had in the year of the edition."""
        return [
            one
            for one in meanings
            if one.former is None or one.former.is_alias or one.former.held(self.year)
        ]

    def formerly(self, called: str, code: str, meanings: Iterable[Meaning]) -> str:
        """The name by which a kecamatan was called, where it is neither today's nor another
        spelling of it.
        """
        if self.key[code] == names.key(called):
            return ""
        past = [one.former for one in meanings if one.code == code]
        if not past or any(one is None or one.is_alias for one in past):
            return ""
        return str(past[0].name) if past[0] else ""


def _chosen(place: Place, answer: str, known: _Known) -> Match | None:
    if answer == SKIPPED:
        return Match(place, None, 0, [], "", is_skipped=True)
    if answer not in known.within:
        return None
    formerly = known.formerly(place.called, answer, known.names.meanings(place.called))
    return Match(place, answer, 100, [], "", formerly)


def _found(place: Place, known: _Known) -> Match:
    if place.code:
        return _by_code(place, known)
    scope = known.narrowed(place.kabkota)
    if not scope and place.kabkota:
        found = _found(place._replace(kabkota=""), known)
        why = f'kabupaten/kota "{place.kabkota}" tidak ada di wilayah ini; perbaiki, atau kosongkan'
        return Match(place, found.code, min(found.confidence, 60), found.others, why)
    named = [one for one in known.names.meanings(place.called) if one.code in scope]
    then = known.then(named)
    same = _ordered(then)
    if len(same) == 1:
        return Match(place, same[0], 100, same, "", known.formerly(place.called, same[0], then))
    if same:
        return Match(place, None, 0, same, _several(place, same, then, known))
    if named:  # a name that is no longer in use
        past = _ordered(named)
        last = max(one.former.last or 0 for one in named if one.former)
        why = f'"{place.called}" adalah nama sampai {last}, kini {known.titles(past, " atau ")}'
        return Match(
            place, past[0] if len(past) == 1 else None, 90 if len(past) == 1 else 0, past, why
        )
    return _alike(place, scope, known)


def _ordered(meanings: Iterable[Meaning]) -> list[str]:
    """Codes of what a name means: that which most sources tell first; today's own name counts as
    one.
    """
    counts: dict[str, int] = {}
    for one in meanings:
        counts[one.code] = counts.get(one.code, 0) + 1
    return sorted(counts, key=lambda code: -counts[code])


def _several(place: Place, same: list[str], meanings: list[Meaning], known: _Known) -> str:
    if any(
        one.former and not one.former.is_alias and len({one.code[:4] for one in meanings}) == 1
        for one in meanings
    ):
        return f'"{place.called}" berubah sejak itu, kini {known.titles(same, " atau ")}'
    return (
        f'"{place.called}" ada di beberapa kabupaten/kota ({known.titles(same[:5])}); isi'
        " kabupaten/kotanya"
    )


def _by_code(place: Place, known: _Known) -> Match:
    """By its code, of today or of that year, where its name agrees; else what the code and what the
    name mean are open.
    """
    key, code = names.key(place.called), place.code
    past = known.coded.get(code, [])
    then = [
        one for one in past if not one.is_alias and (one.held(known.year) or code not in known.name)
    ]
    # Codes of today by which name and code agree, and what it was called
    agreed: dict[str, str] = {}
    for one in then:
        if key in (names.key(one.name), *(known.key[to] for to in one.successors), ""):
            # A split one lives on under its code
            kept = [code] if code in one.successors else list(one.successors)
            is_printed = (
                key in ("", names.key(one.name)) and names.key(one.name) != known.key[kept[0]]
            )
            called = one.name if is_printed else ""
            agreed |= dict.fromkeys(kept, called or (code if code not in kept else ""))
    if code in known.name and (not key or _is_called(code, place.called, known)):
        agreed.setdefault(code, "")
    inside = [one for one in agreed if one in known.within]
    if len(inside) == 1 and len(agreed) == 1:
        return Match(place, inside[0], 100, inside, "", agreed[inside[0]])
    if inside:
        return Match(
            place,
            None,
            0,
            inside,
            f"kode {code} berubah sejak itu, kini {known.titles(inside, ' atau ')}",
        )
    return _disagreeing(place, list(agreed), [to for one in then for to in one.successors], known)


def _is_called(code: str, called: str, known: _Known) -> bool:
    """Whether a kecamatan has the name today, or another spelling of it."""
    if known.key[code] == names.key(called):
        return True
    return any(
        one.code == code and (one.former is None or one.former.is_alias)
        for one in known.names.meanings(called)
    )


def _disagreeing(place: Place, outside: list[str], then: list[str], known: _Known) -> Match:
    """A code that is not of this edition, or not of the kecamatan that the name means."""
    named = _ordered(known.then(known.names.meanings(place.called)))
    if outside:
        where = f"kini {known.titles(outside)}, di luar wilayah edisi ini"
        return Match(place, None, 0, named, f"kode {place.code} {where}; perbaiki kodenya")
    if place.code in known.within:
        meant = list(dict.fromkeys([code for code in (*then, place.code) if code in known.within]))
        why = (
            f"kode {place.code} adalah Kecamatan {known.title(place.code)}; samakan nama atau"
            " kodenya"
        )
        if then:
            why = (
                f"kode {place.code} berubah sejak itu, kini {known.titles(meant, ' atau ')};"
                " samakan nama atau kodenya"
            )
        if other := [code for code in named if code not in meant]:
            return Match(
                place,
                None,
                0,
                [*other, *meant],
                f'{why}; "{place.called}" berkode {" atau ".join(other)}',
            )
        return Match(place, meant[0], 60, meant, why)
    is_known = place.code in known.name
    where = (
        f"adalah {known.title(place.code)}, di luar wilayah edisi ini"
        if is_known
        else "tidak dikenal"
    )
    return Match(place, None, 0, named, f"kode {place.code} {where}; perbaiki kodenya")


def _alike(place: Place, scope: frozenset[str], known: _Known) -> Match:
    """The nearest name where none is the same; none is proposed where the very name is that of a
    kecamatan elsewhere.
    """
    key = names.key(place.called)
    outside = [code for code, name in known.key.items() if name == key]
    spelled = {(code, ""): known.key[code] for code in known.within if code in scope}
    spelled |= {
        (code, name): names.key(name)
        for name, codes in known.before.items()
        for code in codes
        if code in scope
    }
    alike: dict[str, float] = {}
    for _, likeness, nearest in process.extract(
        key, spelled, scorer=fuzz.ratio, limit=12, score_cutoff=LIKELY - 20
    ):
        alike.setdefault(nearest[0], likeness)
    others = list(alike)[:4]
    if outside:
        listed = known.titles(outside[:3])
        where = place.kabkota or "wilayah yang dinilai"
        return Match(
            place,
            None,
            0,
            others,
            f"Kecamatan {listed} bukan bagian dari {where}; perbaiki namanya",
        )
    first, second = [*alike.values(), 0.0, 0.0][:2]
    if first >= LIKELY and first - second >= CLEAR:
        confidence = min(99, round(first))
        why = (
            f'"{place.called}" tidak dikenal; mungkin {known.title(others[0])} (keyakinan'
            f" {confidence}%)"
        )
        return Match(place, others[0], confidence, others, why)
    maybe = f"; yang mirip: {', '.join(known.title(code) for code in others[:3])}" if others else ""
    return Match(
        place,
        None,
        0,
        others,
        f'"{place.called}" bukan kecamatan yang dikenal di wilayah ini{maybe}',
    )


def unsure(matches: Iterable[Match]) -> list[Match]:
    """Those an operator has to look at."""
    return [one for one in matches if not one.is_sure]
