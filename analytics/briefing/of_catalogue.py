"""Briefings of the catalogue of innovations: how they spread, what a search finds, what is claimed,
and the sets of indicators.
"""

from collections.abc import Mapping

from analytics.briefing import charts, parts
from analytics.briefing.rows import Draft
from analytics.core import choosing, indicators, text
from analytics.core.markup import shortened
from analytics.core.query import Connection
from analytics.core.rows import each
from analytics.evidence import questions as evidence_questions
from analytics.evidence import sentences as evidence_sentences
from analytics.indicator import claimed as indicator_claimed
from analytics.indicator import questions as indicator_questions
from analytics.indicator import sentences as indicator_sentences
from analytics.indicator import tables as indicator_tables
from analytics.innovation import filtering as innovation_filtering
from analytics.innovation import questions as innovation_questions
from analytics.innovation import sentences as innovation_sentences
from analytics.innovation import tables as innovation_tables
from analytics.innovation.filtering import ALL, KEYS, LABELS, RULES, SEARCH, Offered

PAGE, PART = "inovasi", "inovasi_bagian"
SHOWN = 8  # rows of several lines
YES_OR_NO = ("true", "false")


def chosen(
    offered: Offered, keys: Mapping[str, str], parameters: Mapping[str, str]
) -> dict[str, str]:
    """The filters in force, by their name, in words."""
    return {
        name: choosing.one_of(key, parameters[key], (ALL, *offered[name]))
        for name, key in keys.items()
        if parameters.get(key, ALL) != ALL
    }


def kept(own: Mapping[str, str], *keys: str) -> dict[str, str]:
    """What of an address a part depends on."""
    return {name: value for name, value in own.items() if name in keys}


def spread(con: Connection, own: Mapping[str, str]) -> Draft:
    """Sebaran: how innovations spread over the indicators, and over a property.

    Raises:
        UnknownError: the address asks for a value that a filter does not offer.
    """
    names = indicators.names(con)
    contexts = {label: key for key, label in text.CONTEXTS.items()}
    kind = choosing.one_of(
        "inovasi_jenis", own.get("inovasi_jenis", next(iter(contexts))), contexts
    )
    context = contexts[kind]
    is_proposed = choosing.one_of(RULES, own.get(RULES, "false"), YES_OR_NO) == "true"
    properties = {label: by for by, label in innovation_tables.BREAKDOWNS.items()}
    label = choosing.one_of("inovasi_rinci", own.get("inovasi_rinci", "Bidang"), properties)
    by = properties[label]
    rows = innovation_questions.by_indicator(con, context, is_proposed)
    stated = innovation_questions.by_indicator(con, context)
    detailed = innovation_questions.spread(con, context, by, is_proposed)
    proposals = innovation_questions.by_indicator(con, context, True)
    what = innovation_sentences.NOUNS[context]
    values = innovation_tables.order(detailed, by)
    told = [
        f"{innovation_sentences.placed(rows, names)}.",
        f"{innovation_sentences.bases(rows)}.",
        f"{innovation_sentences.broken_down(detailed, label, values)}.",
    ]
    return Draft(
        parts.cut(innovation_sentences.spread(stated, what, names)),
        f"Inovasi per indikator · {kind}",
        parts.viewed(
            "Inovasi · Sebaran",
            {
                "jenis": kind,
                "rinci menurut": label.lower(),
                "": "dengan usulan aturan" if is_proposed else "",
            },
        ),
        choosing.address(PAGE, kept(own, PART, "inovasi_jenis", RULES, "inovasi_rinci")),
        parts.told(told, 3) if len(rows) else (),
        parts.grid(
            innovation_tables.spread(detailed, by, names),
            f"Inovasi menurut {label.lower()} dan indikator",
            [label, "Indikator", "Dasar", "Inovasi"],
        )
        if len(detailed)
        else None,
        (),
        parts.told([f"{innovation_sentences.unplaced(proposals)}."] if len(rows) else [], 1),
        parts.sources(innovation_questions.sources(con)),
        parts.charts(
            charts.by_indicator(
                rows, names, ("Inovasi per indikator", innovation_sentences.placed(rows, names))
            )
        ),
    )


def catalogue(con: Connection, own: Mapping[str, str]) -> Draft:
    """Katalog: what a search and its filters find.

    Raises:
        UnknownError: the address asks for a value that a filter does not offer.
    """
    names = indicators.names(con)
    offered = innovation_filtering.catalogue(innovation_questions.choices(con), names)
    picked = chosen(offered, KEYS, own)
    is_proposed = choosing.one_of(RULES, own.get(RULES, "false"), YES_OR_NO) == "true"
    typed = own.get(SEARCH, "").strip()
    values = {name: offered[name].get(picked.get(name, "")) for name in KEYS}
    wanted = innovation_filtering.wanted(values, proposed=is_proposed)
    found = innovation_questions.search(con, typed, wanted, 0, 100_000)
    is_whole = not (typed or picked)
    told = {
        "yang dicari": f"“{shortened(typed)}”" if typed else "",
        **{LABELS[name].lower(): words for name, words in picked.items()},
        "": "dengan usulan aturan" if is_proposed else "",
    }
    return Draft(
        parts.cut(
            innovation_sentences.catalogue(
                innovation_questions.by_indicator(con, "skk"),
                innovation_questions.by_indicator(con, "lain"),
            )
            if is_whole
            else innovation_sentences.found(found, shortened(typed))
        ),
        "Katalog inovasi",
        parts.viewed("Inovasi · Katalog", told),
        choosing.address(PAGE, kept(own, PART, SEARCH, RULES, *KEYS.values())),
        (),
        parts.grid(
            innovation_tables.listed(found, names),
            "Katalog inovasi" if is_whole else "Inovasi yang cocok",
            ["Inovasi", "Kecamatan", "Kabupaten/Kota", "Tahun", "Indikator"],
            2 * parts.ROWS,
        )
        if len(found)
        else None,
        (),
        (),
        tuple(
            dict.fromkeys(
                source
                for one in found["innovation_id"].head(SHOWN)
                for source in parts.sources(innovation_questions.reports(con, one))
            )
        ),
    )


def claimed(con: Connection, own: Mapping[str, str]) -> Draft:
    """Diklaim: numbers of innovations that are claimed, beside those that are listed.

    Raises:
        UnknownError: the address asks for a value that a filter does not offer.
    """
    known = indicator_claimed.kecamatan(con)
    if known.empty:
        return Draft(
            indicator_sentences.claiming(known),
            "Inovasi yang diklaim",
            "Inovasi · Diklaim",
            choosing.address(PAGE, kept(own, PART)),
        )
    labels = indicator_claimed.labels(known)
    label = choosing.one_of(
        "inovasi_klaim",
        own.get("inovasi_klaim", labels[indicator_claimed.foremost(known)]),
        labels,
        most=3,
    )
    one = list(each(known))[labels.index(label)]
    names = indicators.names(con)
    lines = indicator_claimed.by_indicator(con, one.code, one.year)
    disputes = evidence_questions.disputes(con)
    mine = disputes[
        (disputes["kind"] == "innovations")
        & (disputes["subject_code"] == one.code)
        & (disputes["year"] == one.year)
    ]
    said = indicator_sentences.claimed(one)
    return Draft(
        parts.cut(indicator_sentences.claiming(known)),
        "Inovasi yang diklaim dan yang tercatat",
        parts.viewed("Inovasi · Diklaim", {"kecamatan": label}),
        choosing.address(PAGE, kept(own, PART, "inovasi_klaim")),
        (parts.cut(f"{said}."),),
        parts.grid(
            indicator_tables.claimed(known),
            "Semua yang mengklaim jumlah",
            ["Kecamatan", "Kabupaten/Kota", "Tahun", "Diklaim", "Tercatat namanya", "Perbandingan"],
        ),
        parts.told_whole(evidence_sentences.disputes(mine), 2, "sengketa"),
        (
            "Lebih sedikit yang tercatat daripada yang diklaim bukan pertentangan: katalog hanya"
            " memuat yang namanya disebut.",
        ),
        parts.sources(indicator_claimed.claims(con)),
        parts.charts(
            charts.claimed(lines, names, (f"Inovasi {one.kecamatan} per indikator", said))
            if one.by_indicator
            else None
        ),
    )


def sets(con: Connection, own: Mapping[str, str]) -> Draft:
    """Indikator: the sets of indicators, or two of them side by side.

    Raises:
        UnknownError: the address asks for a value that a filter does not offer.
    """
    known = indicator_questions.sets(con)
    every = indicator_questions.indicators(con)
    pair = (indicator_questions.comparable(known, every) if len(known) else None) or ("", "")
    labels = list(known["label"])
    sides = [
        choosing.one_of(key, own.get(key, usual), (*labels, ""), most=3)
        for key, usual in zip(("inovasi_susunan", "inovasi_pembanding"), pair, strict=True)
    ]
    told = {row.label: row for row in each(known)}
    held = [told[label] for label in dict.fromkeys(sides) if label]
    address = choosing.address(PAGE, kept(own, PART, "inovasi_susunan", "inovasi_pembanding"))
    title = parts.cut(indicator_sentences.sets(known))
    sources = parts.sources(indicator_questions.sources(con))
    if len(held) < 2:
        columns = ["Susunan", "Indikator diketahui", "Bobot diketahui", "Jumlah bobot", "Lengkap"]
        return Draft(
            title,
            "Susunan indikator",
            "Inovasi · Indikator",
            address,
            (),
            parts.grid(indicator_tables.sets(known), "Susunan indikator tiap edisi", columns, SHOWN)
            if len(known)
            else None,
            sources=sources,
        )
    left, right = held
    both = indicator_questions.pairs(
        indicator_questions.part(every, left), indicator_questions.part(every, right)
    )
    verdict = indicator_questions.verdict(left, right, both)
    table = indicator_tables.pairs(both, left, right, verdict)
    caption = f"{left.label} dan {right.label}"
    pages = {row.source_id: row for row in each(indicator_questions.sources(con))}
    cited = [pages[key] for side in held for key in side.source_ids]
    return Draft(
        title,
        "Susunan indikator, dua berdampingan",
        parts.viewed("Inovasi · Indikator", {"susunan": left.label, "dengan": right.label}),
        address,
        (parts.cut(indicator_sentences.verdict(verdict, left, right)),),
        parts.grid(table, caption, list(table.columns)),
        (),
        parts.told([note for side in held for note in side.notes], 3),
        tuple(dict.fromkeys(map(parts.source, cited))),
        parts.charts(
            charts.shares(both, left.label, right.label, (f"Bagian dari bobot, %: {caption}", ""))
            if verdict == "same"
            else None
        ),
    )
