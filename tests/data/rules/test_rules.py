"""The rules are numbered as docs/RULES.md numbers them, and each is what its head says."""

import re
from pathlib import Path

import duckdb
import pytest

from data import rules
from data.build import HERE
from tests.data.rules import alone

DOCUMENT = Path(__file__).parents[3] / "docs" / "RULES.md"


def numbered(text: str) -> list[tuple[int, str]]:
    """The numbered headings of a document."""
    return [
        (int(number), name.lower()) for number, name in re.findall(r"^## (\d+)\. (.+)$", text, re.M)
    ]


def test_files_and_document_number_and_name_the_same_rules() -> None:
    told = numbered(DOCUMENT.read_text(encoding="utf-8"))
    assert told == [(rule.number, rule.name) for rule in rules.RULES]
    assert [number for number, _ in told] == list(range(len(told)))


def test_readers_are_told_every_rule_in_its_order_and_none_twice() -> None:
    before, parts = rules.rulebook()
    told = [re.match(r"(\d+)\. ", part.heading) for part in parts]
    assert [int(one[1]) for one in told if one] == [rule.number for rule in rules.RULES]
    assert before.startswith("Katalog mencatat")
    assert all(part.body and "#" not in part.body for part in parts)


def test_every_rule_has_a_test_of_its_own() -> None:
    files = {path.stem for path in Path(__file__).parent.glob("test_[0-9]*.py")}
    assert files == {f"test_{rule.number}_{rule.name.replace(' ', '_')}" for rule in rules.RULES}


@pytest.mark.parametrize("number", [rule.number for rule in rules.RULES])
def test_a_rule_runs_on_what_it_reads_and_on_nothing_less(number: int) -> None:
    with alone.applied(number) as con:
        for name in alone.rule(number).leaves:
            con.execute(f"FROM {name}")
    for name in alone.rule(number).reads:
        con.execute("BEGIN")
        con.execute(f"DROP TABLE {name}")
        with pytest.raises(duckdb.CatalogException, match=rf"\b{name}\b"):
            con.execute(alone.rule(number).sql)
        con.execute("ROLLBACK")


def test_a_rule_reads_what_is_published_or_what_an_earlier_rule_left() -> None:
    with duckdb.connect() as con:
        con.execute((HERE / "schema.sql").read_text(encoding="utf-8"))
        published = {
            name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        }
    left: set[str] = set()
    for rule in rules.RULES:
        written = alone.written(rule.sql)
        assert {name for name in rule.reads if not name.startswith("raw_")} <= published | left, (
            rule.name
        )
        assert written & published <= rule.leaves <= written, rule.name
        left |= rule.leaves - published


def test_a_head_that_says_another_name_than_the_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "1_size.sql"
    path.write_text(alone.rule(1).sql, encoding="utf-8")
    with pytest.raises(ValueError, match="1_size"):
        rules.read(path)
