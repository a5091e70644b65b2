"""How the numbers of each column are written: with a decimal comma or point.

Asked where cells, sums and maxima leave it open.
"""

from collections.abc import Iterable

from data.importer import cells, numbers
from data.importer.numbers import Format
from data.importer.questions import Asked, Option, Question
from data.importer.table import Table


def first(table: Table) -> None:
    """How the numbers of each column are written; one column leaves no doubt about its
    neighbours.
    """
    held = {c: [table.block.grid[row][c].value for row in table.rows.entrants] for c in table.parts}
    sure: list[Format] = []
    for several in held.values():
        told = [set(numbers.meanings(cells.text(one))) for one in several if isinstance(one, str)]
        sure += [next(iter(one)) for one in told if len(one) == 1]
    beside = sure[0] if len(set(sure)) == 1 else None
    for column, several in held.items():
        most = table.heads[column].most
        table.formats[column] = numbers.column(several, most, beside).format


def sure(tables: Iterable[Table]) -> set[Format]:
    """The formats that maxima and unmistakable cells leave no doubt about, in all tables of a
    file.
    """
    found: set[Format] = set()
    for table in tables:
        for column in table.parts:
            held = [table.block.grid[row][column].value for row in table.rows.entrants]
            words = [cells.text(one) for one in held if isinstance(one, str)]
            found |= {next(iter(told)) for one in words if len(told := numbers.meanings(one)) == 1}
            if column in table.most and any(map(numbers.differing, words)):
                written = numbers.column(held, table.most[column])
                found |= set() if written.is_open else {written.format}
    return found


def settle(table: Table, asked: Asked, beside: Format | None) -> None:
    """Read numbers again that both formats read, now that maxima are known; ask where nothing
    decides.

    `beside` is the format that other tables of the file leave no doubt about.
    """
    for column in table.parts:
        held = [table.block.grid[row][column].value for row in table.rows.entrants]
        if column in table.most:
            written = numbers.column(held, table.most[column])
            if not written.is_open:
                table.formats[column] = written.format
    _written_as_parts(table)
    _ask_formats(table, asked, beside)
    _written_as_parts(table)


def _written_as_parts(table: Table) -> None:
    """A total is written as its parts are, where its own cells leave it open."""
    for total, relation in table.relations.items():
        parts = {table.formats[c] for c in relation.parts if c in table.formats}
        if len(parts) == 1 and total not in table.settled:
            held = [table.block.grid[row][total].value for row in table.rows.entrants]
            table.formats[total] = numbers.column(held, table.most.get(total), parts.pop()).format


def _ask_formats(table: Table, asked: Asked, beside: Format | None) -> None:
    """Ask how numbers are written that both formats read, where no sum, maximum or neighbour
    decides: once for a table.
    """
    answered = beside
    for column in table.parts:
        if table.columns[column].meaning in ("abaikan", "peringkat"):
            continue
        held = [table.block.grid[row][column].value for row in table.rows.entrants]
        others = [c for c in table.parts if c != column]
        sure = {
            next(iter(found))
            for c in others
            for row in table.rows.entrants
            if isinstance(cell := table.block.grid[row][c].value, str)
            and len(found := numbers.meanings(cells.text(cell))) == 1
        }
        written = numbers.column(
            held, table.most.get(column), next(iter(sure)) if len(sure) == 1 else None
        )
        related = [
            c for total, relation in table.relations.items() for c in (total, *relation.parts)
        ]
        if (
            column in table.settled
            or not written.is_open
            or (column in related and any(c in table.most for c in related))
        ):
            continue
        if answered is not None:
            table.formats[column] = answered
            continue
        words = next(
            cells.text(one)
            for one in held
            if isinstance(one, str) and numbers.differing(cells.text(one))
        )
        called = table.columns[column].header
        thousands, decimal = numbers.meanings(words)["id"], numbers.meanings(words)["en"]
        if "," in words:
            thousands, decimal = decimal, thousands
        answer = asked.ask(
            Question(
                f"angka {table.at(column)}",
                table.at(column),
                f'angka seperti "{words}" pada kolom "{called}" dapat berarti ribuan atau desimal;'
                " yang mana?",
                (
                    Option("ribuan", f"{thousands:.0f}", "titik atau koma memisahkan ribuan"),
                    Option(
                        "desimal",
                        f"{decimal:g}".replace(".", ","),
                        "titik atau koma memisahkan desimal",
                    ),
                ),
            )
        )
        if answer:
            is_comma = "," in words
            table.formats[column] = answered = "en" if (answer == "ribuan") == is_comma else "id"
