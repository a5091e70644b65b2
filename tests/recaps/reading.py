"""Reading a file as the importer does, but in this process: a process for each of thousands of files takes minutes."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pandas as pd

from data.importer import workbook
from data.importer.proposal import Choices, judge
from data.importer.workbook import Sheet, passing, values


def sheets(file: Path) -> list[Sheet]:
    """What workbook.read() returns, without its process."""
    workbook.kind_of(file)
    return passing.unpacked(passing.packed(sheets=values.sheets(file)))


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
