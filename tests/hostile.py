"""Generations whose every word is hostile: a database as whoever wrote the workbook would like it,
and what such words must not become on a page.

What rules and keys are made of is left as it is; all else that is text gets a tail that would be a
link, a picture, a tag, an icon or a formula if anything took it for markup.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import duckdb
from google.protobuf.message import Message
from markdown_it import MarkdownIt
from streamlit.testing.v1 import AppTest

from data import publish

HOST = "jahat.example"
TAIL = (
    f" [Masuk](https://{HOST}/a) ![gambar](//{HOST}/b.png) <a href='https://{HOST}/c'>c</a>"
    f" <b>tebal</b> <https://{HOST}/d> https://{HOST}/e www.{HOST} aku@{HOST} :red[merah] :smile:"
    " :material/bolt: :material_bolt: $x^2$ `kode` **kuat** &lt;i&gt; | # !"
)
# The columns that hold words of somebody, by table; what is in none of these lists is a key, a
# number, a date, or of a closed list
WORDS = {
    "provinsi": ("name",),
    "kabkota": ("name", "capital"),
    "kecamatan": ("name",),
    "kecamatan_former": ("name", "note"),
    "boundary": ("source",),
    "build": ("origin",),
    "source": ("publisher", "title"),
    "edition": ("short_name", "name"),
    "stage": ("jury", "what"),
    "indicator": ("name", "note"),
    "indicator_set": ("name", "note"),
    "skk_indicator": ("name", "note"),
    "ruling": ("reason",),
    "placement_claim": ("kecamatan_printed", "kabkota_printed", "note"),
    "score": ("juror",),
    "innovation": ("name", "expansion", "description", "beneficiaries"),
    "innovation_claim": ("name", "expansion", "description", "beneficiaries", "kecamatan_printed"),
    "recognition": ("name", "what"),
    "innovation_reason": ("what",),
    "innovation_count": ("note",),
    "codebook": ("reason", "keywords"),
    "proposal": ("reason", "words"),
    "event": ("what",),
    "kabkota_award": ("category", "criterion", "note"),
    "standing": ("place_name",),
    "import": ("file",),
}
CLOSED = {
    "title", "stage", "level", "kind", "class", "basis", "field", "context", "sector", "actors",
    "date", "url", "host", "wkt", "code", "published", "rank_basis", "indicator_basis", "ruled",
    "version", "word", "stem", "prefix", "result_date", "property", "value", "change", "successors",
    "dated", "file", "shown", "subject", "position", "indicator", "placement", "score_stage",
    "stage_reached", "sha256", "imported_at", "name_key", "kinds",
}  # fmt: skip
LABELS = re.compile(r"body|label|help|captions?|text|value|delta|placeholder")
MARKED = ("radio", "button_group")  # whose options are Markdown, too


class Text(NamedTuple):
    """A text that a page sent, and where in its message."""

    of: str
    where: str
    said: str


def columns(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Every column of text, with its table."""
    found = con.execute(
        "SELECT c.table_name, column_name FROM duckdb_columns() AS c JOIN duckdb_tables()"
        " USING (table_oid) WHERE data_type LIKE 'VARCHAR%' AND NOT c.internal"
    )
    return [(str(table), str(column)) for table, column in found.fetchall()]


def made(of: Path, to: Path) -> Path:
    """A copy of a folder with one generation, every word hostile."""
    current = publish.current(of)
    assert current is not None
    to.mkdir()
    shutil.copy(current, to / current.name)
    shutil.copy(of / publish.POINTER, to / publish.POINTER)
    with duckdb.connect(str(to / current.name)) as con:
        for table, names in WORDS.items():
            for name in names:
                con.execute(
                    f'UPDATE "{table}" SET "{name}" = "{name}" || ? WHERE "{name}" <> \'\'',  # noqa: S608
                    [TAIL],
                )
        con.execute("CHECKPOINT")
    return to


def texts(app: AppTest) -> Iterator[Text]:
    """Every text of every element and block that a page sent."""
    waiting: list[Any] = list(app._tree.children.values())
    while waiting:
        node = waiting.pop()
        waiting += list(getattr(node, "children", {}).values())
        proto = getattr(node, "proto", None)
        if isinstance(proto, Message):
            yield from of_message(proto)


def of_message(message: Message) -> Iterator[Text]:
    """Every text of a message."""
    yield from _of(type(message).__name__, message, "")


def _of(kind: str, message: Message, where: str) -> Iterator[Text]:
    for field, value in message.ListFields():
        at = f"{where}.{field.name}".strip(".")
        several = (
            value
            if isinstance(value, str | bytes | Message) is False and hasattr(value, "__iter__")
            else [value]
        )
        for one in several if hasattr(several, "__iter__") else ():
            if isinstance(one, Message):
                yield from _of(kind, one, at)
            elif isinstance(one, str):
                yield Text(kind, at, one)
            elif isinstance(one, bytes):
                yield Text(kind, at, one.decode("utf-8", "replace"))


def is_markdown(one: Text) -> bool:
    """Whether a browser draws a text as Markdown."""
    name = one.where.rsplit(".", 1)[-1]
    if "Html" in one.of or "Plotly" in one.of or "Component" in one.of:
        return False
    if one.of == "TextInput" and name == "value":  # what stands in a field is shown as typed
        return False
    return bool(LABELS.fullmatch(name)) or ("options" in one.where and "Button" in one.of)


def faults(said: str) -> list[str]:
    """What hostile words have become in a text that is drawn as Markdown."""
    found = []
    for token in _tokens(MarkdownIt("commonmark").enable(["strikethrough", "table"]).parse(said)):
        address = str(token.attrs.get("href", token.attrs.get("src", "")))
        if token.type in ("link_open", "image") and urlsplit(address).hostname == HOST:
            found.append(f"{token.type} {address}")
        if token.type in ("html_inline", "html_block"):
            found.append(f"tag {token.content[:40]}")
        if token.type == "code_inline" and token.content == "kode":
            found.append("code")
        if token.type == "strong_open" and said.count("**kuat**"):
            found.append("kuat")
        if token.type == "text":
            found += [told for sign, told in ACTING if re.search(sign, token.content)]
    return found + [f"formula {one}" for one in re.findall(r"(?<!\\)\$[^$]*(?<!\\)\$", said)]


# What acts on the words that are left when Markdown has been read (see analytics.core.markup)
ACTING = (
    (r"https?://", "bare address"),
    (r"(?i)www\.", "bare www"),
    (r"[\w.+-]@[\w-]", "mail"),
    (r":[a-z][\w-]*\[", "directive"),
    (r":(smile|material_bolt|material/bolt|streamlit):", "emoji or icon"),
)


def _tokens(tokens: list[Any]) -> Iterator[Any]:
    for token in tokens:
        yield token
        yield from _tokens(token.children or [])


def figure_faults(spec: str) -> list[str]:
    """What hostile words have become in a figure: a tag of Plotly's."""
    found = []
    waiting: list[tuple[str, Any]] = [("", json.loads(spec))]
    while waiting:
        name, one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.items()
        elif isinstance(one, list):
            waiting += [(name, part) for part in one]
        elif isinstance(one, str) and name != "customdata":
            tags = re.findall(r"<a href='https://jahat|<b>tebal|<https:", one)
            found += [f"{name}: {tag}" for tag in tags]
    return found


def tag_faults(html: str) -> list[str]:
    """What hostile words have become in HTML of the app's own."""
    return re.findall(r"<a href='https://jahat|<b>tebal|<https:", html)
