"""The process that reads one file: prints its sheets, or the fault, as JSON, within little memory
and time.
"""

import sys
from contextlib import suppress
from pathlib import Path

from data.files import FileError
from data.importer.workbook import MEMORY, WORKED
from data.importer.workbook.kinds import TOO_MUCH
from data.importer.workbook.passing import packed
from data.importer.workbook.values import sheets


def limit() -> None:
    """Take no more memory and time from here on; Windows knows no such limits."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (WORKED, WORKED))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(path: str) -> None:
    """Print the sheets of a file, or the fault."""
    file = Path(path)
    limit()
    try:
        answer = packed(sheets=sheets(file))
    except FileError as error:
        answer = packed(str(error))
    except MemoryError:
        answer = packed(TOO_MUCH.format(file.name))
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main(sys.argv[1])
