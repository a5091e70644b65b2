"""Reading a file as the importer does, but in this process: a process for each of thousands of files takes minutes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from data.files import FileError
from data.importer import workbook
from data.importer.proposal import Choices, judge
from data.importer.workbook import Merge, Sheet

SETS = ("hidden_rows", "hidden_columns", "uncached", "errors", "percent")


def sheets(file: Path) -> list[Sheet]:
    """What workbook.read() returns, without its process."""
    workbook.kind_of(file)
    try:
        told = json.loads(json.dumps(workbook._sheets(file)))
    except MemoryError as error:
        raise FileError(workbook.TOO_MUCH.format(file.name)) from error
    return [Sheet(**{name: _value(name, value) for name, value in one.items()}) for one in told]


def _value(name: str, value: Any) -> Any:
    if name == "rows":
        return [[date.fromisoformat(cell["date"]) if isinstance(cell, dict) else cell for cell in row] for row in value]
    if name in SETS:
        return frozenset(value)
    if name == "merged":
        return tuple(Merge(*four) for four in value)
    return tuple(map(tuple, value)) if isinstance(value, list) else value


def proposer(file: Path, frames: Mapping[str, pd.DataFrame]) -> Callable[[Mapping[str, str]], Any]:
    """A function from answers to the proposal for a file; its sheets are read once."""
    read: list[list[Sheet]] = []
    has_answers = "answers" in {one.name for one in fields(Choices)}

    def propose(answers: Mapping[str, str]) -> Any:
        if not read:
            read.append(sheets(file))
        chosen: Any = {"answers": dict(answers)} if has_answers else {}
        return judge(file, file.name, read[0], frames, Choices(**chosen))

    return propose
