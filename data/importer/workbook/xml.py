"""One pass over an XML file without keeping it: what a hostile one holds costs time, which is
bounded, and no memory.
"""

from collections.abc import Callable
from typing import IO, TypeAlias
from xml.parsers import expat

from data.importer.workbook.sheet import bounded

Attributes: TypeAlias = dict[str, str]
MOST_NAMES = 10_000  # of elements


class DamagedError(Exception):
    """The file is not what its kind should be."""


class Scanner:
    """Calls for each element the handler of its name, without a namespace, with its attributes;
    names of attributes lose theirs too where `is_plain` asks for that.
    """

    def __init__(self, is_plain: bool = False) -> None:
        """No element is handled yet."""
        self.begins: dict[str, Callable[[Attributes], None]] = {}
        self.ends: dict[str, Callable[[], None]] = {}
        self.is_plain = is_plain
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True

    def listen(self, hears: Callable[[str], None] | None) -> None:
        """Hand all text over from here on, or none any more."""
        self._parser.CharacterDataHandler = hears

    def read(self, content: IO[bytes] | bytes | str) -> None:
        """Read to the end. Text is taken as it is, whatever encoding it declares.

        Raises:
            DamagedError: it is no sound XML, or declares a document type, which bombs do and
            programs that save workbooks do not. MemoryError: it has more names of elements than any
            workbook.
        """
        known: dict[str, Callable[[Attributes], None] | None] = {}
        begins, ends, is_plain = self.begins, self.ends, self.is_plain

        def start(name: str, attributes: Attributes) -> None:
            try:
                handler = known[name]
            except KeyError:
                bounded(len(known) < MOST_NAMES)
                handler = known[name] = begins.get(name.rpartition(" ")[2])
            if handler:
                handler(
                    {key.rpartition(" ")[2]: value for key, value in attributes.items()}
                    if is_plain
                    else attributes
                )

        def end(name: str) -> None:
            handler = ends.get(name.rpartition(" ")[2])
            if handler:
                handler()

        def declared(*_: object) -> None:
            raise DamagedError

        parser = self._parser
        parser.StartElementHandler, parser.StartDoctypeDeclHandler = start, declared
        if ends:
            parser.EndElementHandler = end
        try:
            if isinstance(content, (bytes, str)):
                parser.Parse(content, True)
            else:
                parser.ParseFile(content)
        except (expat.ExpatError, ValueError) as error:
            raise DamagedError from error


def whole(said: str | None, otherwise: int) -> int:
    """A whole number of an attribute, or what stands for it where there is none.

    Raises:
        DamagedError: it is none.
    """
    if said is None:
        return otherwise
    if not (said.isascii() and said.isdecimal() and len(said) < 10):
        raise DamagedError
    return int(said)
