"""What the soak takes for an answer of two generations."""

import pytest

from tests.bench.soaking import Truth, fault

KNOWN = {"a" * 12: None, "b" * 12: Truth(12, "Junrejo"), "c" * 12: Truth(13, "Wonosari")}
LEADS = {
    name: f"[{name}](/profil?kec=350732), Kota Batu, memimpin SKK"
    for name in ("Junrejo", "Wonosari")
}


def footer(letter: str) -> str:
    return f"Versi data `{letter * 12}`, terbit 1 Maret 2026"


@pytest.mark.parametrize(
    ("shown", "wrong"),
    [
        ([LEADS["Junrejo"], "7.012,25", '{"x":[7012.25]}', footer("b")], ""),
        ([LEADS["Wonosari"], "7.012,25", footer("b")], "another leader"),
        ([LEADS["Junrejo"], "7.012,25", '{"x":[7013.25]}', footer("b")], "workbooks [13]"),
        ([LEADS["Junrejo"], footer("b")], "without its scores"),
        (["7.012,25", footer("a")], "workbooks [12]"),
        ([LEADS["Junrejo"], footer("a")], ""),  # an edition without scores: nothing is known of it
        ([LEADS["Junrejo"], "7.012,25", footer("b"), footer("c")], "2 versions"),
        ([LEADS["Junrejo"], "7.012,25"], "0 versions"),
    ],
)
def test_an_answer_of_two_generations_is_told(shown: list[str], wrong: str) -> None:
    found = fault([line.encode() for line in shown], KNOWN.__getitem__, must_show=True)[1]
    assert wrong in found
    assert bool(wrong) == bool(found)
