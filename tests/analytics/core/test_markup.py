"""The seam between words and markup: what hostile words become, and that nothing is drawn but
through it.
"""

import ast
import re
from pathlib import Path

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from analytics.core import drawing, markup
from tests import hostile
from tests.markup_walk import ROOT, Found, Place, Rules, Walk

SEAM = frozenset({"plain", "linked", "link", "echoed"})
# Safe without the seam, and why. Short on purpose: whoever adds one, says why.
SAFE = {
    ".year": "a whole number (SMALLINT)",
    ".first": "a year of a span",
    ".last": "a year of a span",
    **dict.fromkeys(
        (
            "len()",
            "int()",
            "number()",
            "fixed()",
            "cardinal()",
            "years()",
            "sum()",
        ),
        "numbers",
    ),
    **dict.fromkeys(("date()", "score()", "number_of()"), "made of numbers"),
    "stage()": "of a closed list (data.check)",
    "rulebook()": "a file of the house (data/rules/ATURAN.md)",
}


def _place(positions: str, *names: str) -> Place:
    return Place(frozenset(map(int, positions)), frozenset((*names, "help", "label")))


DRAWN = {
    **dict.fromkeys(
        ("markdown", "title", "header", "subheader", "caption", "write", "info", "warning", "error",
         "success", "toast", "badge", "exception"),
        _place("0", "body"),
    ),
    **dict.fromkeys(
        ("expander", "popover", "button", "download_button", "link_button", "toggle", "checkbox",
         "selectbox", "multiselect", "slider", "select_slider", "text_input", "number_input",
         "text_area", "date_input", "file_uploader", "form_submit_button", "status", "spinner"),
        _place("0"),
    ),
    **dict.fromkeys(
        ("radio", "segmented_control", "pills"),
        _place("01", "options", "captions", "format_func"),
    ),
    "metric": _place("012", "value", "delta"),
    "page_link": _place(""),
    "progress": _place("1", "text"),
    "tabs": _place("0"),
    "dialog": _place("0"),
}  # fmt: skip


PAGES = Rules(DRAWN, SEAM, SAFE, ("pages", "dashboard"))
# The texts of figures; names on axes become text where a figure is finished (drawing.literal)
TEXTS = Place(
    frozenset(),
    frozenset(
        ("text", "hovertext", "ticktext", "title", "title_text", "name", "hovertemplate",
         "texttemplate", "label", "labels", "annotation_text")
    ),
)  # fmt: skip
FIGURES = Rules(
    dict.fromkeys(
        ("Scatter", "Bar", "Heatmap", "Layout", "update", "add_annotation", "add_trace", "add_bar",
         "add_scatter", "add_heatmap", "add_shape", "add_vline", "add_hline", "add_vrect",
         "add_hrect", "update_xaxes", "update_yaxes", "update_layout", "update_traces"),
        TEXTS,
    ),
    frozenset(("label", "wrapped")),
    SAFE | {"place()": "numbers"},
    tuple(f"analytics/{topic.name}/" for topic in (ROOT / "analytics").iterdir()
          if topic.name != "core"),  # core.drawing is the seam
)  # fmt: skip


TAGS = Rules({"html": _place("0", "body")}, frozenset(("escape",)), SAFE, ("pages", "dashboard"))


def walk(files: list[Path], rules: Rules = PAGES, root: Path = ROOT) -> Walk:
    return Walk(files, rules, root)


def of(*folders: str) -> list[Path]:
    return [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]


def test_nothing_is_drawn_but_through_the_seam() -> None:
    found = walk([*of("pages", "analytics", "data"), ROOT / "dashboard.py"]).found()
    assert not found, "\n".join(map(str, found))


def test_nothing_is_drawn_as_html_but_what_is_escaped() -> None:
    found = walk([*of("pages", "analytics", "data"), ROOT / "dashboard.py"], TAGS).found()
    assert not found, "\n".join(map(str, found))


def test_no_text_of_a_figure_but_through_the_seam() -> None:
    found = walk(of("analytics", "data"), FIGURES).found()
    assert not found, "\n".join(map(str, found))


def test_what_is_declared_safe_is_needed() -> None:
    found = walk([*of("pages", "analytics", "data"), ROOT / "dashboard.py"])
    found.found()
    assert set(SAFE) == found.used


def test_a_figure_is_finished_before_it_is_shown() -> None:
    shown = [
        node
        for file in of("pages")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("plotly_chart", "pyplot")
    ]
    assert len(shown) == 2  # both in frame.chart, which finishes them


# What the seam makes of words


def seen(said: str) -> str:
    """What a browser shows of Markdown, without the sign that keeps things apart."""
    tokens = MarkdownIt("commonmark").parse(said)
    inner = [one for token in tokens for one in token.children or []]
    return "".join(one.content for one in inner).replace(markup.APART, "")


@pytest.mark.parametrize("words", [
    "# Judul", "1. satu", "2023. Tahun", "- butir", "+ butir", "* butir", "===", "---", "> kutip",
    "    kode", "`kode`", "```", "[a](https://jahat.example)", "![a](//jahat.example/b.png)",
    "<https://jahat.example>", "<script>alert(1)</script>", "https://jahat.example/x",
    "HTTP://jahat.example", "www.jahat.example", "aku@jahat.example", ":red[merah]",
    ":material/bolt:", ":material_bolt:", ":streamlit:", ":smile:", ":+1:", ":100:", "$x$", "$$x$$",
    "a|b", "~~hapus~~", "**kuat**", "_miring_", "&lt;b&gt;", "\\[a](b)", "[^1]: catatan",
    "[a]: https://jahat.example", "Hore!", ":::blok", "a\n# b\n- c", "mailto:a@jahat.example",
])  # fmt: skip
def test_words_are_shown_as_they_are(words: str) -> None:
    told = markup.plain(words)
    assert seen(told) == " ".join(words.split())
    assert not hostile.faults(told)
    assert len(MarkdownIt("commonmark").parse(told)) == 3  # one paragraph


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters=markup.APART)))
def test_any_words_are_shown_as_they_are(words: str) -> None:
    told = markup.plain(words)
    assert seen(told).split() == words.replace("\x00", "\ufffd").split()
    assert not hostile.faults(told)


@given(st.lists(st.sampled_from([*"[]()!<>*_`~$:@/\\&;#|-+=. \n", "www", "http", "a", "red"])))
def test_no_order_of_signs_acts(signs: list[str]) -> None:
    told = markup.plain("".join(signs))
    kinds = {one.type for token in MarkdownIt("commonmark").parse(told)
             for one in [token, *(token.children or [])]}  # fmt: skip
    assert kinds <= {"paragraph_open", "inline", "text", "text_special", "paragraph_close"}
    assert not hostile.faults(told)


def test_what_a_link_leads_to_cannot_end_it() -> None:
    told = markup.link("a](b", "https://contoh.example/x)[y](https://jahat.example) `<\n")
    (inline,) = [one for one in MarkdownIt("commonmark").parse(told) if one.children]
    assert [one.type for one in inline.children or []][0::1].count("link_open") == 1
    assert seen(told) == "a](b"
    for to in (
        "javascript:alert(1)",
        "//jahat.example",
        "data:text/html,x",
        "",
        None,
        "x",
        "#",
        "#a b",
    ):
        assert markup.link("kata", to) == "kata"
    assert markup.link("kata", "#belajar-dari") == "[kata](#belajar-dari)"


def test_what_is_said_back_is_short_and_seen() -> None:
    told = markup.echoed("\u202e\u200b[a](b)\x00 " + "x" * 500)
    assert len(told) < 80
    assert told.startswith(r"\[a\](b) x")
    assert told.endswith("…")


@given(st.text())
def test_words_in_a_figure_are_no_tags(words: str) -> None:
    assert not re.search("[<>]", markup.label(words))
    assert "<" not in markup.named(words).replace("<br>", "")


# What the walk finds


BAD = {
    "an f-string": 'st.markdown(f"**{row.name}**")',
    "a sum": 'st.caption("a" + row.name)',
    "a join": 'st.info(", ".join(rows["name"]))',
    "a name": "said = row.name\n    st.header(said)",
    "one of two": 'said = "a"\n    if row:\n        said = row.name\n    st.header(said)',
    "a list": "lines = []\n    lines.append(row.name)\n    st.markdown(chr(10).join(lines))",
    "a loop": "for one in rows:\n        st.warning(one)",
    "a function": "def told():\n        return row.name\n    st.markdown(told())",
    "a parameter": "def tell(what):\n        st.markdown(what)\n    tell(row.name)",
    "a helper": "def told(what):\n        return f'{what}!'\n    st.markdown(told(row.name))",
    "a help": 'st.button("a", help=row.name)',
    "a format": 'st.markdown("{}".format(row.name))',
    "an address": 'st.error(st.query_params["id"])',
    "options": 'st.radio("a", rows["name"])',
    "options told": 'st.pills("a", rows, format_func=lambda one: one.name)',
    "a choice": 'st.subheader(row.name if row else "a")',
    "an unpacked one": 'for name, count in zip(rows, [1]):\n        st.metric("a", name)',
}
GOOD = {
    "a literal": 'st.markdown("**a**")',
    "the seam": 'st.markdown(f"**{plain(row.name)}**")',
    "numbers": 'st.markdown(f"{row.share:.1f} {len(rows)}")',
    "a join": 'st.info(", ".join(plain(one) for one in rows))',
    "a helper": "def told(what):\n        return f'{what}!'\n    st.markdown(told(plain(row)))",
    "a parameter": "def tell(what):\n        st.markdown(what)\n    tell(plain(row.name))",
    "options that are told": 'st.radio("a", rows, format_func=lambda one: plain(one.name))',
    "what only has the name": "log.warning(row.name)\n    text.title(row.name)",
}


def looked(tmp_path: Path, body: str) -> list[Found]:
    (tmp_path / "pages").mkdir()
    file = tmp_path / "pages" / "satu.py"
    file.write_text(f"def page():\n    row, rows = ask(1)\n    {body}\n", encoding="utf-8")
    return walk([file], root=tmp_path).found()


@pytest.mark.parametrize("body", BAD.values(), ids=BAD)
def test_the_walk_finds_what_does_not_pass_the_seam(tmp_path: Path, body: str) -> None:
    assert looked(tmp_path, body)


@pytest.mark.parametrize("body", GOOD.values(), ids=GOOD)
def test_the_walk_lets_through_what_does(tmp_path: Path, body: str) -> None:
    assert not looked(tmp_path, body)


def test_the_walk_finds_a_text_of_a_figure(tmp_path: Path) -> None:
    (tmp_path / "analytics" / "standing").mkdir(parents=True)
    file = tmp_path / "analytics" / "standing" / "figures.py"
    for text, is_found in (("row.name", True), ("markup.label(row.name)", False)):
        file.write_text(f"figure.add_scatter(y=x, hovertext=[f'<b>{{{text}}}</b>'])\n")
        assert bool(walk([file], FIGURES, tmp_path).found()) is is_found


def test_names_on_an_axis_and_links_from_them_are_text() -> None:
    name = f"Junrejo{hostile.TAIL} & <br>"
    figure = go.Figure(go.Bar(x=[1, 2], y=[name, "Batu"], orientation="h"))
    figure.add_annotation(x=1, y=name, text="a")
    figure.add_shape(type="line", x0=0, x1=1, y0=name, y1=name)
    figure.update_yaxes(categoryorder="array", categoryarray=["Batu", name])
    drawn = drawing.finished(figure, {name: "/profil?kec=1"}, simulated=False)
    told = markup.named(name)
    assert list(drawn.data[0].y) == [told, "Batu"]
    assert drawn.layout.annotations[0].y == drawn.layout.shapes[0].y0 == told
    assert list(drawn.layout.yaxis.tickvals) == ["Batu", told]
    assert drawn.layout.yaxis.ticktext[1].startswith('<a href="/profil?kec=1"')
    assert not hostile.figure_faults(drawn.to_json())
    assert list(figure.data[0].y) == [name, "Batu"]  # what is shared is left as it is
