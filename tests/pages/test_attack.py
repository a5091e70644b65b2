"""SECURITY.md names tests that exist, and the quick part of `make attack` finds nothing."""

import ast
from collections.abc import Iterator

import pytest

from tests import attack
from tests.attack import ROOT, Target


def test_the_table_has_every_attack_with_tests_that_exist() -> None:
    found = attack.attacks()
    assert [one.number for one in found] == list(range(1, 14))
    for one in found:
        assert one.tests, one.what
        for test in one.tests:
            file, _, name = test.partition("::")
            tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
            names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
            assert name in names, test


def test_the_document_leads_to_what_is_there() -> None:
    text = attack.DOCUMENT.read_text(encoding="utf-8")
    for way in attack.WAY.findall(text):
        assert (ROOT / way.partition("#")[0]).exists(), way


@pytest.fixture(scope="module")
def app() -> Iterator[Target]:
    with attack.target() as of:
        yield of


@pytest.mark.parametrize("number", attack.LIVE)
def test_nothing_gets_through_a_started_app(app: Target, number: int) -> None:
    assert list(attack.LIVE[number](app)) == []


def test_nobody_elses_machine_is_attacked() -> None:
    for url in ("http://192.0.2.1", "http://contoh.example", "http://localhost.example:8501"):
        with pytest.raises(SystemExit), attack.target(url):
            pass
