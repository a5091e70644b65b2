"""The map as data: classes, colours and legend of each layer; unknown, zero and absent are told
apart.
"""

import re
from pathlib import Path

import pandas as pd
import pytest

from analytics.core import text
from analytics.geography import legend as geography_legend
from analytics.geography import questions as geography_questions
from analytics.geography import sentences as geography_sentences
from analytics.geography.questions import NO_DATA, Layer, Unit, View
from tests import real
from tests.claims import KECAMATAN, YEAR, Resolved, claim, resolve, stage

JATIM = "provinsi-35"
UNITS: list[tuple[Unit, str | None]] = [
    ("kecamatan", JATIM), ("kabkota", JATIM), ("kabkota", None), ("provinsi", None),
    ("kecamatan", "kabkota-3511"),
]  # fmt: skip
VIEWS = [
    View(layer, unit, contest, 2024, 2024)
    for unit, contest in UNITS
    for layer in geography_questions.layers(unit, contest)
]


def drawn(
    layer: Layer,
    unit: Unit = "kecamatan",
    contest: str | None = JATIM,
    year: int = 2024,
    topic: str | None = None,
) -> pd.DataFrame:
    """Units of the real catalog by name."""
    return geography_questions.layer(
        real.connection(), View(layer, unit, contest, year, 2024, topic)
    ).set_index("name")


def classes(
    resolved: Resolved, layer: Layer, unit: Unit = "kecamatan", year: int = YEAR
) -> dict[str, str]:
    """Class of each kecamatan of tests.claims by name."""
    rows = geography_questions.layer(resolved.con, View(layer, unit, JATIM, year, year)).set_index(
        "code"
    )["class"]
    return (
        {name: rows[code] for name, code in KECAMATAN.items()}
        if unit == "kecamatan"
        else rows.to_dict()
    )


def in_legend(layer: Layer, unit: Unit, contest: str | None, year: int) -> dict[str, int]:
    view = View(layer, unit, contest, year, 2024)
    told = geography_legend.legend(view, geography_questions.layer(real.connection(), view))
    return dict(zip(told["label"], told["count"], strict=True))


@pytest.mark.parametrize(
    "view", VIEWS, ids=lambda view: f"{view.layer}-{view.unit}-{view.contest_id}"
)
def test_every_unit_has_one_class_that_the_legend_names_and_counts(view: View) -> None:
    rows = geography_questions.layer(real.connection(), view)
    legend = geography_legend.legend(view, rows).set_index("class")
    located = rows[rows["code"].notna()]
    assert list(located["code"].sort_values()) == list(
        geography_questions.units(real.connection(), view.unit, view.contest_id)["code"]
    )
    assert (
        located["class"].value_counts().to_dict()
        == legend.loc[legend["count"] > 0, "count"].to_dict()
    )
    assert legend["count"].sum() == len(located)
    fills = legend[legend["pattern"] == "fill"]
    assert fills["light"].is_unique
    assert fills["dark"].is_unique
    assert (legend["pattern"] != "fill").equals(legend["light"] == "")


def test_every_area_of_the_file_has_a_row() -> None:
    files = geography_questions.boundaries(real.connection(), "35").set_index("level")
    assert files.loc["kecamatan", "file"].startswith("kecamatan-35-")
    assert set(files["kind"]) == {"indicative"}
    assert geography_questions.boundaries(real.connection(), "32").empty


def test_a_result_in_the_colours_of_the_leaderboard() -> None:
    rows = drawn("result", year=2023)
    first = rows[~rows["class"].isin(NO_DATA)].head(3)
    assert first[["code", "class", "short", "label"]].reset_index().to_numpy().tolist() == [
        ["Wonosari", "350732", "gold", "1", "Juara 1"],
        ["Pabean Cantian", "357812", "silver", "2", "Juara 2"],
        ["Manguharjo", "357702", "bronze", "3", "Juara 3"],
    ]
    assert geography_legend.FILLS["gold"] == ("#C8992E", "#C8992E")
    assert in_legend("result", "kecamatan", JATIM, 2023) == {
        "Juara 1": 1, "Juara 2": 1, "Juara 3": 1, "Peringkat 4–7": 4,
        "Finalis lain atau kelas peringkatnya tidak pasti": 0,
        "Tidak ikut": 135, "Tidak diketahui": 524,
    }  # fmt: skip


def test_an_unpublished_order_is_a_finalist_and_no_medal() -> None:
    rows = drawn("result", year=2022)
    assert rows.loc["Rogojampi", ["class", "label"]].tolist() == [
        "finalist",
        "Finalis, peringkat 1–2",
    ]
    assert drawn("medals", year=2022).loc["Rogojampi", "class"] == "open"


def test_two_places_of_one_class_are_in_it_though_their_order_is_unknown() -> None:
    rows = drawn("result", year=2024)
    assert set(rows.loc[rows["short"] == "6–7", "class"]) == {"harapan"}


def test_who_was_represented_by_another_did_not_take_part_and_all_else_is_unknown() -> None:
    rows = drawn("result", year=2023)
    assert rows.loc["Donomulyo", ["class", "label"]].tolist() == [
        "absent", "tidak ikut; Kabupaten Malang diwakili Wonosari",
    ]  # fmt: skip
    assert rows.loc["Pungging", ["class", "label"]].tolist() == [
        "unknown",
        "bukan finalis; keikutsertaan tidak diketahui",
    ]


def test_where_as_many_took_part_as_are_entitled_every_kabkota_did() -> None:
    assert drawn("result", "kabkota", year=2024).loc["Kabupaten Kediri",
    ["class", "label"]].tolist() == [
        "step-1", "ikut, tahapnya tidak diketahui",
    ]  # fmt: skip
    # 30 of 38
    assert drawn("result", "kabkota", year=2023).loc["Kabupaten Kediri", "class"] == "unknown"


def test_a_place_is_told_the_same_on_every_layer_and_in_the_whole_country() -> None:
    for contest in (JATIM, None):
        told = {layer: drawn(layer, "kabkota", contest).loc["Kabupaten Ponorogo",
        ["class", "label"]].tolist()
            for layer in geography_questions.layers("kabkota", contest)}  # fmt: skip
        assert told["result"] == ["step-1", "ikut, tahapnya tidak diketahui"]
        assert told["best"] == ["step-1", "ikut, tahapnya tidak diketahui, 2024"]
        assert told["medals"] == ["zero", "ikut, juara 1–3 tidak tercatat"]
        assert told["finals"] == ["zero", "ikut, final tidak tercatat"]
        assert told["coverage"] == ["zero", "tidak ada sumber yang menyebut namanya"]
    assert drawn("best", "kabkota", year=2023).loc["Kabupaten Ponorogo", "class"] == "unknown"
    assert drawn("result", "kabkota", None).loc["Kabupaten Aceh Barat", "class"] == "unknown"
    assert "unknown" not in set(drawn("finals", "kabkota")["class"])
    finals = drawn("finals")  # the kabkota took part, by whom is not known
    assert set(finals.loc[finals["code"].str.startswith("3502", na=False), "class"]) == {"unknown"}


def test_absent_only_where_all_who_took_part_are_known() -> None:
    two = [claim("Turen", "juara_1"), claim("Modo", "juara_2")]
    whole = resolve(*two, stage("peserta", 2))
    assert set(classes(whole, "result").values()) == {"gold", "silver", "absent"}
    assert classes(whole, "best")["Licin"] == "absent"
    partly = resolve(*two, stage("peserta", 3))
    assert classes(partly, "result")["Licin"] == "unknown"
    assert classes(partly, "result")["Pakis"] == "absent"  # its kabkota sent Turen
    assert classes(partly, "best")["Pakis"] == "unknown"


def test_a_nomination_or_an_inferred_claim_rules_nobody_else_out() -> None:
    assert classes(resolve(claim("Turen", "nominasi")), "result")["Pakis"] == "unknown"
    assert (
        classes(resolve(claim("Turen", "juara_1", basis="inferred")), "result")["Pakis"]
        == "unknown"
    )


def test_zero_only_where_every_finalist_of_every_year_is_known() -> None:
    final = [claim("Turen", "juara_1"), claim("Modo", "juara_2"), stage("paparan", 9, 2)]
    assert classes(resolve(*final), "finals") == {
        name: "step-1" if name in {"Turen", "Modo"} else "zero" for name in KECAMATAN
    }
    assert classes(resolve(*final), "medals")["Licin"] == "zero"
    gap = resolve(
        *final,
        claim("Turen", "juara_1", edition_year=YEAR + 2),
        stage("paparan", 9, 1, edition_year=YEAR + 2),
    )
    # There may have been one in 2031
    assert classes(gap, "finals", year=YEAR + 2)["Licin"] == "unknown"
    assert classes(gap, "finals", year=YEAR + 2)["Turen"] == "step-2"


def test_in_a_contest_of_a_kabkota_others_are_outside() -> None:
    rows = drawn("result", contest="kabkota-3511", year=2023)
    assert rows.loc["Sukosari", "class"] == "gold"
    assert (rows.loc[~rows["code"].str.startswith("3511"), "class"] == "outside").all()


def test_classes_of_a_province_are_ranked_apart() -> None:
    rows = drawn("result", "kabkota", "provinsi-32-kota", 2022)
    assert rows.loc["Kabupaten Garut", "class"] == "outside"
    assert rows.loc["Kota Bekasi", "class"] == "gold"


def test_innovations_of_a_topic_are_zero_only_where_all_are_sorted() -> None:
    held = drawn("innovations")
    recorded = set(held.loc[held["value"] > 0, "code"].dropna())
    of_sector = drawn("innovations", topic="kesehatan")
    without = of_sector[of_sector["class"] == "zero"]
    assert len(without)
    assert set(without["code"]) < recorded
    assert without["label"].str.fullmatch(r"nol dari \d+ inovasi tercatat").all()
    of_indicator = drawn("innovations", topic="3")
    unsure = of_indicator[of_indicator["label"].str.contains("tidak terpilah")]
    assert set(unsure["code"]) < recorded
    assert set(unsure["class"]) == {"unknown"}


def test_innovations_without_a_kecamatan_are_listed_and_not_drawn() -> None:
    rows = geography_questions.layer(
        real.connection(), View("innovations", "kecamatan", JATIM, 2024, 2024)
    )
    homeless = rows[rows["code"].isna()]
    assert homeless["value"].sum() + rows.loc[rows["code"].notna(), "value"].sum() == counted(
        "context = 'skk' AND first_year <= 2024 AND left(kabkota_code, 2) = '35'"
    )


def counted(condition: str) -> int:
    """Innovations of the real catalog."""
    found = real.connection().table("innovation").filter(condition).count("*").fetchone()
    return int(found[0]) if found else 0


def test_other_news_is_no_innovation_of_the_contest() -> None:
    assert counted("context = 'lain' AND kabkota_code = '3573' AND first_year <= 2024") > 0
    kota = drawn("innovations", "kabkota").loc["Kota Malang", "value"]
    assert kota == counted("context = 'skk' AND kabkota_code = '3573' AND first_year <= 2024")


def test_the_last_year_counts_nothing_later() -> None:
    later = "context = 'skk' AND first_year > 2024 AND left(kabkota_code, 2) = '35'"
    assert counted(later) > 0
    to_2026 = geography_questions.layer(
        real.connection(), View("innovations", "kabkota", JATIM, 2026, 2026)
    )
    assert to_2026["value"].sum() - drawn("innovations", "kabkota")["value"].sum() == counted(later)
    pages = [
        geography_questions.layer(
            real.connection(), View("coverage", "provinsi", None, year, year)
        )["value"].sum()
        for year in (2024, 2026)
    ]
    assert pages[0] < pages[1]


def test_of_an_indicator_the_inferred_are_told_apart() -> None:
    rows = drawn("innovations", "provinsi", None, topic="2")
    stated = (
        "context = 'skk' AND first_year <= 2024 AND left(kabkota_code, 2) = '35' AND indicator = 2"
    )
    inferred = counted(f"{stated} AND indicator_basis = 'inferred'")
    assert 0 < inferred < counted(stated)
    assert (
        rows.loc["Jawa Timur", "label"]
        == f"{counted(stated)} inovasi, {inferred} disimpulkan penyusun"
    )
    assert "disimpulkan" not in "".join(drawn("innovations", "provinsi", None)["label"])


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        (None, "tidak ada yang tercatat"),
        ("kesehatan", "tidak ada yang tercatat, atau bidangnya tidak diketahui"),
        ("2", "tidak ada yang tercatat, atau indikatornya tidak diketahui"),
    ],
)
def test_the_legend_says_why_innovations_of_a_topic_are_unknown(
    topic: str | None, said: str
) -> None:
    view = View("innovations", "kecamatan", JATIM, 2024, 2024, topic)
    told = geography_legend.legend(
        view, geography_questions.layer(real.connection(), view)
    ).set_index("class")["label"]
    assert told["unknown"] == f"Tidak diketahui: {said}"


def test_no_source_is_a_zero_that_is_known() -> None:
    rows = drawn("coverage")
    assert set(rows.loc[rows["value"].isna(), "class"]) == {"zero"}
    assert rows["value"].max() == 10


def test_values_in_steps() -> None:
    rows = drawn("finals", "kabkota")
    assert rows.loc["Kota Surabaya", ["class", "label"]].tolist() == [
        "step-4",
        "5 kali (2016, 2017, 2018, 2023, 2024)",
    ]
    index = drawn("index", "kabkota")
    assert index.loc["Kabupaten Malang", "class"] == "step-4"
    assert (
        index.loc["Kabupaten Malang", "label"]
        == f"{text.fixed(index.loc['Kabupaten Malang', 'value'], 1)} dari 4 edisi"
    )


@pytest.mark.parametrize(
    ("layer", "unit", "year", "expected"),
    [
        ("result", "kecamatan", 2024, "Tujuh finalis di sini dari tujuh kabupaten/kota"),
        ("result", "kabkota", 2023, "Tujuh kabupaten/kota di final di sini"),
        ("best", "kecamatan", 2024, "Enam kecamatan pernah juara 1, di sini"),
        (
            "medals",
            "kabkota",
            2024,
            (
                "Terbanyak juara 1–3: Kabupaten Malang dan Kota Surabaya, masing-masing 4 kali, di"
                " sini"
            ),
        ),
        ("finals", "kabkota", 2024, "Paling sering di final: Kota Surabaya, 5 kali, di sini"),
        (
            "innovations",
            "kecamatan",
            2024,
            "Inovasi lomba tercatat terbanyak: Junrejo, 14 inovasi, di sini",
        ),
    ],
)
def test_the_heading_states_what_was_found(
    layer: Layer, unit: Unit, year: int, expected: str
) -> None:
    view = View(layer, unit, JATIM, year, 2024)
    assert (
        geography_sentences.finding(
            view, geography_questions.layer(real.connection(), view), "di sini", True
        )
        == expected
    )


@pytest.mark.parametrize(("unit", "expected"), [
    ("kecamatan", "Satu finalis tercatat, di sini"),
    ("kabkota", "Satu kabupaten/kota tercatat di final di sini"),
])  # fmt: skip
def test_the_heading_does_not_take_the_known_finalists_for_all(unit: Unit, expected: str) -> None:
    view = View("result", unit, JATIM, 2014, 2024)
    assert (
        geography_sentences.finding(
            view, geography_questions.layer(real.connection(), view), "di sini", False
        )
        == expected
    )


def test_a_known_place_behind_the_medals_is_counted_in_no_final() -> None:
    ranked = [
        claim(name, "peserta", rank=at) for at, name in enumerate(["Licin", "Pakis", "Modo"], 4)
    ]
    con = resolve(claim("Dampit", "juara_1"), *ranked).con
    view = View("result", "kabkota", JATIM, YEAR, YEAR)
    assert (
        geography_sentences.finding(view, geography_questions.layer(con, view), "di sini", False)
        == "Satu kabupaten/kota tercatat di final di sini"
    )


def test_a_province_competes_in_nothing_and_the_index_stays_within_one_contest() -> None:
    assert geography_questions.layers("provinsi", None) == ["innovations", "coverage"]
    assert "index" not in geography_questions.layers("kabkota", None)
    assert "index" in geography_questions.layers("kabkota", JATIM)


def test_the_table_has_the_colours_of_the_map() -> None:
    css = (Path(__file__).parents[3] / "static" / "komponen" / "table.css").read_text(
        encoding="utf-8"
    )
    found = dict(re.findall(r"\.(step-\d) \{ --fill: light-dark\((.*?)\);", css))
    assert found == {
        name: ", ".join(colours).lower() for name, colours in geography_legend.RAMP.items()
    }
