"""From a contest to a file: a layout is drawn, tables are laid on pages, and every fact remembers
where it stands.
"""

from dataclasses import asdict, dataclass, replace
from random import Random

from tests.recaps import pages as writing
from tests.recaps.pages import Fact, Figures, Page, Recap, Told
from tests.recaps.tables import Builder, Leaf
from tests.recaps.truth import Contest, another_year, chance


@dataclass(frozen=True)
class Layout:
    """How an office lays out its recap. The first value of each draw is the simplest."""

    orientation: str = "down"  # down, across, long, long_juror
    sheets: str = "one"  # one, juri, tahap, zona, tahun
    zones: str = "none"  # none, column, beside, below (sheets: zona)
    recap: bool = True
    merges: bool = True
    crown: bool = False  # one more header over all criteria
    short: str = (
        "top"  # where the header of a column without groups stands, if cells are not merged
    )
    paired: str = "raw"  # raw, both, weighted
    maxima: str = "header"  # header, row, legend, title, sheet, nowhere
    weights: str = "nowhere"  # header, row, legend, sheet, nowhere
    weight_shape: str = "40"  # 40, 40%, 0.4, percent (a number formatted so)
    figures: str = "native"  # native, comma, dot, mixed, percent, percent_text
    decimals: int = 2
    is_fixed: bool = False
    thousands: bool = False
    has_totals: bool = True
    has_ranks: bool = True
    rank_shape: str = "1"  # 1, text, roman, ke
    has_titles: bool = False
    edition: str = "title"  # title, one_line, letterhead, year, region, none
    staging: str = "title"  # title, sheet, none (one stage); words, roman (several)
    codes: str = "none"  # none, prefix, only (names in a legend)
    letterhead: bool = False
    number_column: bool = True
    code_column: bool = False
    kabkota: str = "none"  # none, column, cell
    column_numbers: bool = False
    summaries: tuple[str, ...] = ()
    gaps: bool = False
    notes_column: bool = False
    percent_column: bool = False
    two_totals: bool = False
    partial_ranks: bool = False  # ranks of a juror or a stage on its own sheet
    legend: bool = False
    signature: bool = False
    hidden: bool = False
    copy: str = "none"  # none, same, draft, hidden_draft
    chart: bool = False
    remarks: bool = False
    by_rank: bool = False
    header_word: str = "Kecamatan"
    spelling: str = "plain"  # plain, word, kec, upper, kec_upper
    typo: bool = False
    missing: str = "-"
    suffix: str = "xlsx"


def draw(random: Random, contest: Contest) -> Layout:
    """A layout in which the contest can be told."""
    several, jury = len(contest.stages) > 1, bool(contest.jurors)
    orientation = random.choice(["down"] * 5 + ["across", "across"])
    sheets = random.choice(
        ["one", "one", "one", *(["juri"] * 3 if jury else []), *(["tahap"] * 2 if several else [])]
    )
    if not several and not jury and not contest.places[0].zone and chance(random, 8):
        sheets = "tahun"
    zones = "none"
    if contest.places[0].zone:
        zones = random.choice(["column", "beside", "below", "sheets"])
        orientation, sheets = "down", "zona" if zones == "sheets" else "one"
    if contest.criteria and sheets == "one" and zones == "none" and chance(random, 20):
        orientation = random.choice(["long", "long_juror"] if jury else ["long"])
    chosen = Layout(
        orientation=orientation,
        sheets=sheets,
        zones=zones,
        recap=not chance(random, 30),
        merges=not chance(random, 35),
        crown=chance(random, 20),
        short=random.choice(["top", "bottom"]),
        figures=random.choice(
            ["native"] * 5 + ["comma", "comma", "dot", "mixed", "percent", "percent_text"]
        ),
        decimals=random.choice([2, 2, 2, 3, 1]),
        is_fixed=chance(random, 40),
        thousands=chance(random, 50),
        rank_shape=random.choice(["1", "1", "1", "text", "roman", "ke"]),
        edition=random.choice(
            ["title"] * 5 + ["one_line"] * 3 + ["letterhead", "year", "region", "none"]
        ),
        staging=random.choice(
            ["words", "words", "roman"] if several else ["title", "title", "sheet", "none"]
        ),
        letterhead=chance(random, 25),
        number_column=not chance(random, 15),
        code_column=chance(random, 12),
        column_numbers=chance(random, 20),
        summaries=_summaries(random),
        gaps=chance(random, 10),
        notes_column=chance(random, 15),
        percent_column=chance(random, 8),
        partial_ranks=chance(random, 25),
        legend=chance(random, 30),
        signature=chance(random, 35),
        hidden=chance(random, 6),
        copy=random.choice(["none"] * 12 + ["same", "draft", "hidden_draft"]),
        chart=chance(random, 8),
        remarks=chance(random, 12),
        by_rank=chance(random, 30),
        typo=chance(random, 4),
        missing=random.choice(["-", "", "TMS", "gugur", "tidak hadir", "tidak dinilai", "–"]),
        suffix="csv" if chance(random, 12) else "xlsx",
    )
    return _named(random, contest, _bounded(random, contest, _judged(random, contest, chosen)))


def _summaries(random: Random) -> tuple[str, ...]:
    if not chance(random, 35):
        return ()
    every = (
        "Jumlah",
        "Rata-rata",
        "Nilai Tertinggi",
        "Nilai Terendah",
        "Standar Deviasi",
        "holder",
    )
    return tuple(one for one in every if chance(random, 40)) or ("Jumlah",)


def _judged(random: Random, contest: Contest, one: Layout) -> Layout:
    """Where maxima and weights stand, and which of raw and weighted scores; the totals that let
    them be understood.
    """
    if not contest.criteria:
        is_plain = len(contest.stages) == 1 and contest.jury == "rata"
        return replace(one, maxima=random.choice(["title", "nowhere"]) if is_plain else "nowhere")
    places = ["header", "header", "row", "legend", "sheet", "nowhere"]
    same = len({criterion.most for criterion in contest.criteria}) == 1
    maxima = random.choice([*places, "title", "title"] if same else places)
    weights = random.choice(["header", "header", "row", "row", "legend", "sheet", "nowhere"])
    paired = "raw"
    if contest.rule == "bobot" and all(criterion.most == 100 for criterion in contest.criteria):
        paired = random.choice(["raw", "raw", "both", "weighted"])
    if contest.rule != "bobot":
        weights = "nowhere"
    if paired == "weighted" and maxima == "title":
        maxima = "nowhere"  # "nilai maksimum 100" would be said of what is not printed
    return replace(
        one,
        paired=paired,
        maxima=maxima,
        weights=weights,
        weight_shape=random.choice(["40", "40%", "40%", "0.4", "percent"]),
        codes=(
            random.choice(["none", "prefix", "prefix", "only"])
            if contest.criteria[0].code
            else "none"
        ),
        two_totals=paired == "raw"
        and contest.rule == "bobot"
        and not contest.jurors
        and chance(random, 12),
    )


def _bounded(random: Random, contest: Contest, one: Layout) -> Layout:
    """What excludes each other is taken out, so that the file says enough for a human to read
    it.
    """
    several, jury = len(contest.stages) > 1, bool(contest.jurors)
    totals = not chance(random, 10)
    if contest.rule == "bobot" and one.weights == "nowhere" and one.paired == "raw":
        totals = True  # else nobody could compute a standing
    if several and any(stage.weight for stage in contest.stages):
        totals = True
    if not contest.criteria or (contest.rule == "rata" and not totals) or contest.jury == "jumlah":
        totals = True
    recap = one.recap or one.copy != "none" or (jury and contest.ranking != "none")
    recap = (
        recap or (one.sheets in ("juri", "tahap") and totals) or one.orientation.startswith("long")
    )
    if (one.sheets in ("juri", "tahap") or one.orientation.startswith("long")) and not totals:
        recap = False
    if one.staging == "sheet" and (
        one.sheets != "one" or (one.orientation.startswith("long") and recap)
    ):
        one = replace(one, staging="title")  # no sheet is called after the stage
    ranks = totals and contest.ranking != "none"
    finest = max(
        (_decimals(value) for value in contest.scores.values() if value is not None), default=0
    )
    # Raw scores are never rounded, only totals
    one = replace(one, decimals=max(one.decimals, finest))
    if one.orientation == "long_juror":
        one = replace(one, maxima=_not_row(one.maxima), weights=_not_row(one.weights))
    figures = one.figures
    scale = {criterion.most for criterion in contest.criteria} | {contest.most_of_all()}
    if figures.startswith("percent") and (scale != {100.0} or one.paired != "raw"):
        figures = "native"
    if figures in ("dot", "comma") and one.thousands and one.decimals == 3:
        one = replace(one, decimals=2)
    suffix = one.suffix
    if (
        one.sheets != "one"
        or one.copy != "none"
        or one.chart
        or one.hidden
        or "sheet" in (one.maxima, one.weights)
    ):
        suffix = "xlsx"
    if suffix == "csv" and (
        one.orientation.startswith("long") or figures == "percent" or one.staging == "sheet"
    ):
        suffix = "xlsx"
    return replace(
        one,
        has_totals=totals,
        recap=recap,
        has_ranks=ranks,
        has_titles=ranks and contest.titled > 0,
        figures=figures,
        weight_shape=(
            "40%" if suffix == "csv" and one.weight_shape == "percent" else one.weight_shape
        ),
        suffix=suffix,
        copy=one.copy if one.sheets == "one" and not one.orientation.startswith("long") else "none",
        two_totals=one.two_totals and not several and totals,
        crown=one.crown and bool(contest.criteria),
        merges=one.merges and suffix == "xlsx",
        percent_column=one.percent_column and totals and one.paired == "raw",
        partial_ranks=one.partial_ranks and one.sheets in ("juri", "tahap"),
        gaps=one.gaps and one.orientation != "across",
        kabkota=(
            random.choice(["column", "column", "cell", "none"])
            if contest.level == "provinsi"
            else "none"
        ),
    )


def _decimals(value: float) -> int:
    return len(f"{value:.10f}".rstrip("0").partition(".")[2])


def _not_row(where: str) -> str:
    return "header" if where == "row" else where


def _named(random: Random, contest: Contest, one: Layout) -> Layout:
    word = contest.word
    header = random.choice([word, f"Nama {word}", word.upper(), word, f"{word}/Wilayah"])
    if word == "Kecamatan":
        header = random.choice(
            [header, header, header, "Kec.", "Perangkat Daerah", "OPD", "Nama OPD"]
        )
    spelling = random.choice(["plain", "plain", "word", "kec", "upper", "kec_upper"])
    if word != "Kecamatan" and spelling.startswith("kec"):
        spelling = "word"
    if header in ("Perangkat Daerah", "OPD", "Nama OPD"):
        spelling = random.choice(["word", "kec_upper"])
    return replace(one, header_word=header, spelling=spelling)


def figures_of(one: Layout) -> Figures:
    """How the numbers of a layout are typed."""
    shape = "0.00" if one.is_fixed else ""
    return Figures(one.figures, one.decimals, one.is_fixed, one.thousands, shape)


def told_of(contest: Contest, one: Layout) -> Told:
    """What the file says at all."""
    several = len(contest.stages) > 1
    return Told(
        edition=one.edition in ("title", "one_line"),
        stages=one.staging == "words" if several else one.staging in ("title", "sheet"),
        maxima=one.maxima != "nowhere" or (one.paired == "weighted" and one.weights != "nowhere"),
        weights=one.weights != "nowhere",
        totals=one.has_totals,
        ranks="none" if not one.has_ranks else "zone" if contest.places[0].zone else "yes",
        titles=one.has_titles,
        is_weighted=one.paired == "weighted",
    )


def build(random: Random, contest: Contest, one: Layout) -> Recap:
    """The file of a contest in a layout."""
    builder = Builder(random, contest, one, figures_of(one))
    others: tuple[Contest, ...] = ()
    sign = "." if one.figures == "dot" else ","
    if one.orientation.startswith("long"):
        _long(builder)
    elif one.sheets == "juri":
        _by_juror(builder)
    elif one.sheets == "tahap":
        _by_stage(builder)
    elif one.sheets == "zona":
        for zone in dict.fromkeys(place.zone for place in contest.places):
            _single(builder, f"Wilayah {zone}", zone=zone)
    elif one.sheets == "tahun":
        others = (another_year(random, contest),)
        before = Builder(random, others[0], one, figures_of(one))
        _single(before, str(others[0].year))
        before.page.role = "abaikan"
        _single(builder, str(contest.year))
        builder.pages[:0] = before.pages
        builder.facts[:0] = before.facts
    else:
        _single(builder, builder.sheet_name())
    _extras(builder)
    if one.suffix == "csv":
        is_indonesian = one.figures != "dot" and (
            one.figures != "native" or random.choice([False, True])
        )
        sign = "," if is_indonesian else "."
        content = writing.separated(builder.pages[0], random, is_indonesian=is_indonesian)
        _as_csv(builder)
    else:
        content = writing.workbook(builder.pages)
    features = tuple(
        (name, "yes" if value is True else str(value)) for name, value in asdict(one).items()
    )
    features += (("level", contest.level), ("rule", contest.rule), ("ranking", contest.ranking))
    features += (("jurors", str(len(contest.jurors))), ("stages", str(len(contest.stages))))
    features += (("criteria", "yes" if contest.criteria else "none"),)
    told = told_of(contest, one)
    pages = tuple(builder.pages)
    called = {name: code for code, name in builder.called.items()}
    return Recap(
        contest,
        others,
        pages,
        tuple(builder.facts),
        told,
        features,
        one.suffix,
        content,
        builder.figures,
        called,
        sign,
    )


def _as_csv(builder: Builder) -> None:
    """A CSV has one page, named after its file."""
    builder.pages[0].name = "rekap"
    builder.facts[:] = [fact._replace(page="rekap") for fact in builder.facts]


def _single(builder: Builder, name: str, zone: str = "") -> None:
    """One page with everything, or one for a zone or year."""
    page = builder.new_page(name, role="zona" if zone else "pakai")
    leaves = builder.leaves(
        [stage.name for stage in builder.contest.stages], list(builder.contest.jurors)
    )
    leaves += builder.closing()
    top = builder.head(page, lines=[f"WILAYAH {zone.upper()}"] if zone else [])
    if builder.layout.zones in ("beside", "below"):
        builder.zones(page, top, leaves)
    else:
        builder.table(
            page, top, 0, leaves, [p for p in builder.contest.places if not zone or p.zone == zone]
        )
    builder.foot(page)


def _by_juror(builder: Builder) -> None:
    one, contest = builder.layout, builder.contest
    stages = [stage.name for stage in contest.stages]
    for juror in contest.jurors:
        page = builder.new_page(builder.page_name(juror), role="juri", juror=juror)
        leaves = builder.leaves(stages, [juror], is_grouped=False)
        if one.has_totals and contest.criteria and len(stages) == 1:
            leaves.append(Leaf((builder.word("juror_total"),), "juri", stages[0], juror))
            if one.partial_ranks:
                leaves.append(Leaf((builder.word("rank"),), "peringkat_juri", stages[0], juror))
        top = builder.head(page, lines=[builder.word("juror_line") + juror])
        builder.table(page, top, 0, leaves, list(contest.places), can_vanish=True)
        builder.foot(page)
    if one.recap:
        page = builder.new_page("Rekap")
        leaves = []
        for stage in stages:
            above = (builder.stage_word(stage),) if len(stages) > 1 else ()
            leaves += [Leaf((*above, juror), "juri", stage, juror) for juror in contest.jurors]
        leaves += builder.closing()
        builder.table(page, builder.head(page), 0, leaves, list(contest.places))
        builder.foot(page)
        if chance(builder.random, 50):
            builder.pages.insert(0, builder.pages.pop())


def _by_stage(builder: Builder) -> None:
    one, contest = builder.layout, builder.contest
    for stage in contest.stages:
        name = builder.stage_word(stage.name)
        page = builder.new_page(builder.page_name(name), role="tahap", stage=stage.name)
        leaves = builder.leaves([stage.name], list(contest.jurors))
        if one.has_totals and (contest.criteria or contest.jurors):
            leaves.append(Leaf((builder.word("stage_total"),), "tahap", stage.name))
        if one.partial_ranks and one.has_ranks:
            leaves.append(Leaf((builder.word("rank"),), "peringkat_tahap", stage.name))
        top = builder.head(page, lines=[f"NILAI {name.upper()}"] if one.staging == "words" else [])
        builder.table(page, top, 0, leaves, list(contest.places), can_vanish=True)
        builder.foot(page)
    if one.recap:
        page = builder.new_page("Rekap")
        leaves = []
        for stage in contest.stages:
            label = builder.stage_word(stage.name)
            if stage.weight is not None and one.weights == "header":
                label += f" ({builder.percent(stage.weight)})"
            leaves.append(Leaf((label,), "tahap", stage.name))
        leaves += builder.closing()
        builder.table(page, builder.head(page), 0, leaves, list(contest.places))
        builder.foot(page)


def _long(builder: Builder) -> None:
    page = builder.new_page("Nilai" if builder.layout.recap else builder.sheet_name())
    builder.long(page, builder.head(page))
    builder.foot(page)
    if builder.layout.recap:
        page = builder.new_page("Rekap")
        builder.table(page, builder.head(page), 0, builder.closing(), list(builder.contest.places))
        builder.foot(page)


def _extras(builder: Builder) -> None:
    """Sheets beside the recap: criteria, a chart's numbers, remarks, copies."""
    one = builder.layout
    if "sheet" in (one.maxima, one.weights):
        builder.criteria_sheet()
    if one.chart and one.has_totals:
        builder.chart_sheet()
    if one.remarks and one.suffix == "xlsx":
        page = Page("Catatan", role="abaikan")
        for row, line in enumerate(
            ["Catatan rapat tim penilai", "Berkas diterima lengkap.", "Sidang pleno 3 hari."]
        ):
            page.put(row, 0, line)
        builder.pages.append(page)
    if one.copy != "none":
        builder.copy_sheet(hidden=one.copy == "hidden_draft", is_draft=one.copy != "same")


def recap(random: Random) -> Recap:
    """A contest, a layout and their file."""
    from tests.recaps import truth  # noqa: PLC0415

    contest = truth.draw(random)
    return build(random, contest, draw(random, contest))


__all__ = ["Fact", "Layout", "build", "draw", "recap"]
