"""Reading a file as the importer does, but in this process: a process for each of thousands of
files takes minutes.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from data.files import FileError
from data.importer import workbook
from data.importer.proposal import Choices, Proposal, judge
from data.importer.workbook import Sheet, passing, values
from data.importer.workbook.kinds import TOO_MUCH


def sheets(file: Path) -> list[Sheet]:
    """What workbook.read() returns, without its process."""
    workbook.kind_of(file)
    try:
        read = values.sheets(file)
    except MemoryError as error:  # as the process of its own says it
        raise FileError(TOO_MUCH.format(file.name)) from error
    return passing.unpacked(passing.packed(sheets=read))


def proposer(
    file: Path, frames: Mapping[str, pd.DataFrame]
) -> Callable[[Mapping[str, str]], Proposal]:
    """A function from answers to the proposal for a file; its sheets are read once."""
    read: list[list[Sheet]] = []

    def propose(answers: Mapping[str, str]) -> Proposal:
        if not read:
            read.append(sheets(file))
        return judge(file, file.name, read[0], frames, Choices(answers=dict(answers)))

    return propose
