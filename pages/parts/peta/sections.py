"""The parts of the page Peta."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.core import editions, text
from analytics.core.cache import cached, shared
from analytics.core.editions import By
from analytics.core.markup import echoed, plain
from analytics.core.rows import Rows, declared, each, first
from analytics.evidence import questions as evidence_questions
from analytics.evidence import tables as evidence_tables
from analytics.geography import clustering as geography_clustering
from analytics.geography import legend as geography_legend
from analytics.geography import questions as geography_questions
from analytics.geography import sentences as geography_sentences
from analytics.geography import tables as geography_tables
from analytics.geography.questions import LAYERS, NO_DATA, Layer, Unit, View
from analytics.geography.rows import Area, Located, Nearest
from analytics.kabkota import questions as kabkota_questions
from analytics.kabkota.rows import Named
from analytics.place import questions as place_questions
from analytics.place import search as place_search
from analytics.place import sentences as place_sentences
from analytics.place.rows import Called
from analytics.standing import questions as standing_questions
from pages.parts.peta import drawing
from pages.parts.peta.drawing import Asked
from pages.parts.shared import folding, frame, links, registry, searching
from pages.parts.shared.filters import Choice, edition
from pages.parts.shared.store import ask
from pages.parts.shared.table import Column, table

UNITS: dict[str, tuple[Unit, bool]] = {
    "Kecamatan": ("kecamatan", True),
    "Kabupaten/kota": ("kabkota", True),
    "Indonesia, kabupaten/kota": ("kabkota", False),
    "Indonesia, provinsi": ("provinsi", False),
}
ALL = "Semua inovasi"
WHOLE = "Seluruhnya"
ALONE = "tidak"
PLAY = "peta_putar"
MOST = 12  # rows of the table beside the map; the download holds all
FEW = 5  # of them on a phone, until one asks for all
STYLE = """<style>
.st-key-peta_saringan > * { flex: 1 1 calc(50% - .5rem) !important; min-width: 0 }
.st-key-peta_saringan > .st-key-peta_satuan { flex-basis: 100% !important }
@media (max-width: 640px) {
  .st-key-peta_tata :is(.stColumn, .stColumn > .stVerticalBlock):has(:is(.st-key-peta_bawah,
    .st-key-peta_samping)) {
    display: contents
  }
  .st-key-peta_tata > * > .stHorizontalBlock { row-gap: 1rem }
  .st-key-peta_tata * > :has(> .st-key-peta_samping) { order: 1; width: 100% }
  .st-key-peta_tata * > :has(> .st-key-peta_atur) { order: 2; width: 100% }
  .st-key-peta_tata * > :has(> .st-key-peta_bawah) { order: 3; width: 100% }
  .st-key-peta_tata * > :has(> .st-key-peta_letak) { order: 4; width: 100% }
}
@media print { .stApp :is(.st-key-peta_atur, .st-key-peta_waktu)[class] {
  display: none !important } }
</style>"""
READING: dict[Layer, str] = {
    "result": (
        "Sampai tahap mana tiap wakil melaju. Tidak tercatat di sumber bukan berarti tidak ikut."
    ),
    "best": (
        "Hasil terbaik yang tercatat sampai tahun ini. Tidak tercatat di sumber bukan berarti tidak"
        " pernah ikut."
    ),
    "medals": "Berapa kali juara 1, 2, atau 3, sejauh peringkatnya dipublikasikan.",
    "finals": "Berapa kali tercatat di final sampai tahun ini.",
    "index": (
        "Indeks prestasi 0–100; hasil empat tahun lalu berbobot separuh. Rumusnya di Papan"
        " Peringkat."
    ),
    "innovations": (
        "Inovasi yang dilaporkan untuk lomba SKK dan ada dalam katalog; berita layanan lain tidak"
        " dihitung. Yang tanpa tahun dihitung pada tahun terakhir; yang lebih baru dari edisi"
        " terakhir tidak dihitung."
    ),
    "coverage": (
        "Berapa halaman sumber yang menyebut tiap wilayah: di mana data masih kosong. Catatan tanpa"
        " tahun dihitung pada tahun terakhir; yang lebih baru dari edisi terakhir tidak dihitung."
    ),
}
SHORT: dict[Layer, str] = {"result": "Peringkat", "best": "Peringkat", "index": "Indeks"}
COLUMNS = [
    Column("name", "Nama"),
    Column("detail", "Wilayah"),
    Column("label", "Keterangan", wide=True),
]
BESIDE = [
    Column("name", "Kecamatan"),
    Column("detail", "Kabupaten/Kota"),
    Column("beside", "Finalis di sebelahnya", wide=True),
    Column("last", "Terakhir ikut", "right"),
]


def controls(choice: Choice, above: DeltaGenerator, below: DeltaGenerator) -> Asked:
    """Draw the controls beside the map, which a phone folds, and those of time below it; the
    address bar holds what they hold.
    """
    above.html(STYLE)
    with above, folding.folded("peta", "Atur peta: satuan, lapisan, tempat") as inside:
        bar = st.container(horizontal=True, vertical_alignment="bottom", key="peta_saringan")
    units = [label for label in UNITS if choice.level == "provinsi" or label != "Kabupaten/kota"]
    unit_label = bar.selectbox("Satuan", units, key="peta_satuan", bind="query-params")
    unit, in_contest = UNITS[unit_label]
    contest = choice.contest_id if in_contest else None
    offered = [LAYERS[layer] for layer in geography_questions.layers(unit, contest)]
    chosen = bar.selectbox("Lapisan", offered, key="peta_lapisan", bind="query-params")
    layer = next(layer for layer, label in LAYERS.items() if label == chosen)
    topic = None
    if layer == "innovations":
        topics = {label: key for key, label in ask(geography_questions.topics).items()}
        topic = topics.get(
            bar.selectbox("Inovasi", [ALL, *topics], key="peta_topik", bind="query-params")
        )
    view = View(layer, unit, contest, choice.year, choice.years[-1], topic)
    zoom = _zoom(bar, contest) if contest else ""
    with inside:
        _search(bar, view)
    place = _place(view)
    compared, playing = _time(below, view, choice.years)
    return Asked(view, zoom, compared, place, playing)


def _zoom(bar: DeltaGenerator, contest: str) -> str:
    codes = _named(ask(kabkota_questions.regions, ask(geography_questions.province_of, contest)))
    return str(
        codes.get(
            bar.selectbox("Perbesar ke", [WHOLE, *codes], key="peta_zum", bind="query-params"),
            "",
        )
    )


@cached
def _named(inside: Rows[Named]) -> dict[str, str]:
    return dict(zip(inside["name"], inside["code"], strict=True))


def _search(bar: DeltaGenerator, view: View) -> None:
    """Find a place by name, errors forgiven; the first that are alike are one click away."""
    wanted = searching.search(bar, "Cari tempat", key="peta_cari", placeholder="Sebagian nama")
    if not wanted:
        return
    everyone = ask(geography_questions.units, view.unit, view.contest_id)
    named = everyone[["code", "name", "detail"]].set_axis(["code", "kecamatan", "kabkota"], axis=1)
    called = declared(Called, named.fillna({"kabkota": ""}).assign(known=True))
    found = place_search.search(called, wanted, 4)
    if found.empty:
        st.caption(f"Tidak ada nama yang mirip “{echoed(wanted)}” di peta ini.")
    ways = st.container(horizontal=True)
    for row in each(found):
        label = links.place_label(row.kecamatan, row.kabkota or None)
        ways.button(
            plain(label),
            key=f"ke_{row.code}",
            icon=":material/near_me:",
            on_click=_go,
            args=(row.code, row.kabkota, view.unit),
        )


def _go(code: str, region: str, unit: Unit) -> None:
    """Choose a place that was searched for, and fly to it."""
    pick(code)
    st.session_state["peta_cari"] = ""
    if unit == "kecamatan":
        st.session_state["peta_zum"] = region


def pick(code: str) -> None:
    """Choose a place; the address holds it."""
    st.query_params["peta_tempat"] = code


def _time(below: DeltaGenerator, view: View, years: list[int]) -> tuple[int | None, bool]:
    """The year, which is that of the whole app; another to set beside it (None: none); whether the
    map plays.
    """
    if len(years) < 2:
        return None, False
    st.session_state["peta_geser"] = view.year
    with below, folding.folded("waktu", "Tahun lain: pilih atau sandingkan"):
        bar = st.container(horizontal=True, vertical_alignment="bottom", key="peta_waktu")
    label = "Tahun edisi" if view.layer == "result" else "Sampai tahun"
    bar.select_slider(label, years, key="peta_geser", on_change=_to_year)
    others = [str(year) for year in reversed(years) if year != view.year]
    if st.session_state.get("peta_banding") == str(
        view.year
    ):  # the year beside became the year in view
        st.session_state["peta_banding"] = ALONE
    compared = bar.selectbox(
        "Sandingkan dengan",
        [ALONE, *others],
        key="peta_banding",
        bind="query-params",
        on_change=_stop,
        width=160,
    )
    playing = bar.toggle(
        "Putar",
        key=PLAY,
        on_change=_begin,
        args=(years,),
        help="Tahun demi tahun, sampai yang terakhir.",
    )
    return (None, playing) if compared == ALONE else (int(compared), False)


def _to_year() -> None:
    st.session_state["tahun"] = st.session_state["peta_geser"]


def _stop() -> None:
    st.session_state[PLAY] = False


def _begin(years: list[int]) -> None:
    """One map plays, not two."""
    st.session_state["peta_banding"] = ALONE
    if st.session_state[PLAY] and st.session_state["tahun"] == years[-1]:
        st.session_state["tahun"] = years[0]


def player(choice: Choice) -> Callable[[], None]:
    """What a map that plays calls when it is time for the next year; the last ends it."""

    def advance() -> None:
        later = [year for year in choice.years if year > st.session_state["tahun"]]
        st.session_state["tahun"] = later[0] if later else choice.years[-1]
        st.session_state[PLAY] = len(later) > 1

    return advance


def finding(choice: Choice, view: View) -> str:
    """The heading."""
    contest = choice.label if view.contest_id else "SKK provinsi"
    if view.layer == "result":
        where = choice.name if view.contest_id else f"{contest} {view.year}"
    elif view.layer in geography_questions.CATALOGUED or not view.contest_id:
        where = ", ".join(part for part in (drawing.topic(view), f"sampai {view.year}") if part)
    else:
        where = f"{contest} {text.years(choice.years[0], view.year)}"
    is_whole = view.contest_id is not None and bool(
        ask(standing_questions.final_is_known, choice.edition_id)
    )
    return geography_sentences.finding(view, ask(geography_questions.layer, view), where, is_whole)


def editions_in_view(choice: Choice, asked: Asked) -> dict[str, tuple[Choice, View]]:
    """The edition in view, and the one beside it, each with the key of its tables."""
    found = {"peta": (choice, asked.view)}
    if asked.compared:
        other = replace(
            choice,
            edition=edition(choice.editions, asked.compared),
            plain=choice.plain._replace(tahun=False),
        )
        found["peta_lain"] = (other, replace(asked.view, year=asked.compared))
    return found


def beside(choice: Choice, asked: Asked) -> None:
    """What the second map shows, below the heading of the first."""
    if asked.compared:
        other = finding(*editions_in_view(choice, asked)["peta_lain"])
        st.markdown(f"Disandingkan dengan: **{plain(other)}**.")


def _place(view: View) -> str:
    """The code of the place in view: of the address, or the region it lies in where the map shows
    larger units.
    """
    code = st.query_params.get("peta_tempat", "")
    digits = geography_questions.DIGITS[view.unit]
    codes = _codes(ask(geography_questions.units, view.unit, view.contest_id))
    known = code[:digits] in codes
    is_region = any(one.startswith(code) for one in codes)
    if not known and not is_region:
        st.warning(
            f"Tidak ada wilayah berkode “{echoed(code)}” di peta ini; periksa tautannya.",
            icon=":material/link_off:",
        )
    return code[:digits] if known else ""


@cached
def _codes(units: Rows[Located]) -> frozenset[str]:
    return frozenset(units["code"])


def card(choice: Choice, asked: Asked) -> None:
    """What is known about the place that was picked, with the ways to its pages."""
    view, code = asked.view, asked.place
    if not code:
        st.container(key="cara").info(  # of no use on paper
            "Pilih sebuah wilayah di peta: klik, atau Tab lalu tombol panah dan Enter.",
            icon=":material/touch_app:",
        )
        return
    with st.container(border=True, key="peta_kartu"):
        told = {
            layer: _of(replace(view, layer=layer, topic=None), code)
            for layer in geography_questions.layers(view.unit, view.contest_id)
        }
        row = told[view.layer]
        st.header(plain(row.name), anchor=False)
        where = [plain(row.detail)] if row.detail is not None else []
        st.markdown(" · ".join([*where, f"kode {plain(code)}"]))
        if view.unit == "kecamatan":
            st.markdown(
                plain(place_sentences.profile(row.name, ask(place_questions.places, (code,)))) + "."
            )
        st.markdown(
            "\n".join(f"- {LAYERS[layer]}: **{plain(one.label)}**" for layer, one in told.items())
        )
        if view.unit == "kecamatan" and view.contest_id:
            _to_visit(view, code)
        _ways(choice, view, code, row)


def _of(view: View, code: str) -> Area:
    found = ask(geography_questions.layer, view)
    one = first(Area, found[found["code"] == code])
    if one is None:  # every unit that a map draws is in every layer
        raise LookupError(code)
    return one


def _ways(choice: Choice, view: View, code: str, row: Area) -> None:
    ways = st.container(horizontal=True)
    if view.unit == "kecamatan":
        ways.page_link(
            "pages/profil.py",
            label="Profil",
            icon=":material/location_city:",
            query_params={"kec": code},
        )
        ways.page_link(
            "pages/perbandingan.py",
            label="Bandingkan",
            icon=":material/compare_arrows:",
            query_params={"kec": code},
        )
    if view.unit != "provinsi":
        ways.page_link(
            "pages/kabkota.py",
            label="Kabupaten/Kota",
            icon=":material/domain:",
            query_params={"kode": code[:4]},
        )
    if (
        view.unit == "kecamatan"
        and _of(replace(view, layer="result", topic=None), code).class_ not in NO_DATA
    ):
        label = links.place_label(row.name, row.detail)
        asked = {name: str(value) for name, value in choice.parameters.items()} | {
            "sumber_kec": label
        }
        ways.page_link(
            "pages/sumber.py", label="Sumber", icon=":material/fact_check:", query_params=asked
        )
    ways.button("Tutup", icon=":material/close:", key="peta_tutup", on_click=_pick_none)


def _pick_none() -> None:
    st.query_params.pop("peta_tempat", None)


def finals(view: View) -> None:
    """Where finalists lie: whether together, and how far one usually is. Nothing is said below 30
    areas with data.
    """
    if view.contest_id is None or view.layer in geography_questions.CATALOGUED:
        return
    contest = ask(editions.contest, view.contest_id)
    where = f"SKK {contest.label}" if contest.is_skk else contest.label
    by: By = "kabkota" if contest.level == "provinsi" else "kecamatan"
    test = ask(geography_clustering.clustering, view.contest_id, by)
    near = _nearest(view)
    if test.reason == "few" and near.empty:
        return
    st.header("Letak para finalis", anchor=False)
    if test.reason != "few":
        st.markdown(
            plain(geography_sentences.clustering(test, by, where)),
            help=geography_sentences.clustering_figures(test) or None,
        )
    if len(near):
        st.markdown(plain(geography_sentences.reach(near, _year(view))))


def _year(view: View) -> int | None:
    return view.year if view.layer == "result" else None


def _nearest(view: View) -> Rows[Nearest]:
    """The nearest finalist of each kecamatan; none of a year in which an unknown one may be
    nearer.
    """
    if view.contest_id is None:  # which no caller asks
        raise LookupError(view)
    found = ask(geography_questions.nearest_finalist, view.contest_id, _year(view))
    is_sure = view.layer != "result" or ask(
        geography_questions.finalists_are_known, view.contest_id, view.year
    )
    return found if is_sure else found.head(0)


def _to_visit(view: View, code: str) -> None:
    """The nearest other kecamatan that was a finalist, as a way to its profile."""
    near = _nearest(view)
    for row in each(near[near["code"] == code]):
        st.markdown(plain(geography_sentences.visit(row)))
        st.page_link(
            "pages/profil.py",
            label=f"Profil {plain(row.finalist)}",
            icon=":material/near_me:",
            query_params={"kec": row.finalist_code},
        )


def adjoining(choice: Choice, view: View, key: str, here: str) -> None:
    """The kecamatan that adjoin a finalist; `here` is the address of the page."""
    if (
        view.contest_id is None
        or view.unit != "kecamatan"
        or view.layer in geography_questions.CATALOGUED
    ):
        return
    found = ask(geography_questions.finalist_neighbours, view.contest_id, _year(view))
    if found.empty:
        return
    when = "kecamatan yang tercatat pernah menjadi finalis"
    if view.layer == "result":
        is_sure = ask(geography_questions.finalists_are_known, view.contest_id, view.year)
        when = f"finalis {'' if is_sure else 'tercatat '}{view.year}"
    with st.expander(
        f"{text.number(len(found))} kecamatan bertetangga dengan {when}",
        key=f"{key}_tetangga",
        on_change="rerun",
    ) as box:
        if not box.open:
            return
        cells: links.Cells = [
            {
                "name": links.kecamatan(row.kecamatan, row.code, choice),
                "detail": row.kabkota,
                "beside": text.listing(list(row.finalists)),
                "last": str(row.last_year) if text.is_known(row.last_year) else "tidak ada catatan",
            }
            for row in each(found.head(MOST))
        ]
        table(BESIDE, cells, key=f"{key}_tetangga_tabel", caption="Tetangga para finalis", fold=FEW)
        rows = geography_tables.beside(found)
        frame.downloads(
            f"{key}_tetangga",
            f"Tetangga finalis, {choice.label}",
            rows,
            evidence_tables.sources(ask(evidence_questions.sources)),
            here,
        )


def ranked(choice: Choice, view: View, key: str, here: str) -> None:
    """The marked areas as a table, in the colours of the map, and the download of all; `here` is
    the address of the page.
    """
    found = ask(geography_questions.layer, view)
    st.header(
        f"{LAYERS[view.layer]}, {'' if view.layer == 'result' else 'sampai '}{view.year}",
        anchor=False,
    )
    cells, said = _ranked(found, view, choice)
    columns = [column for column in COLUMNS if column.key != "detail" or view.unit != "provinsi"]
    columns = [Column("short", SHORT.get(view.layer, "Jumlah")), *columns]
    table(
        columns,
        cells,
        key=f"{key}_tabel",
        caption=f"{LAYERS[view.layer]} menurut wilayah, {view.year}",
        head="name",
        narrow="lines",
        fold=FEW,
        sortable=True,
    )
    st.caption(plain(said))
    rows = geography_tables.areas(found, geography_legend.legend(view, found), view.year)
    frame.downloads(
        key,
        drawing.name(choice, view),
        rows,
        evidence_tables.sources(ask(evidence_questions.sources)),
        here,
    )


@cached
def _ranked(found: Rows[Area], view: View, choice: Choice) -> tuple[links.Cells, str]:
    """The rows of the table, and what it leaves out."""
    held = found[~found["class"].isin(NO_DATA)]
    nowhere = held[held["code"].isna()]
    listed = held[held["code"].notna()] if view.layer in geography_questions.CATALOGUED else held
    cells: links.Cells = [
        {
            "short": {
                "text": row.short if row.short != "–" else "",
                "tone": row.class_,
                "title": row.label,
            },
            "name": (
                links.unit(row.name, row.code or "", choice)
                if view.unit != "provinsi"
                else row.name
            ),
            "detail": row.detail if text.is_known(row.detail) else "",
            "label": row.label,
        }
        for row in each(listed.head(MOST))
    ]
    said = [f"Ditampilkan {MOST} dari {text.number(len(listed))}."] if len(listed) > MOST else []
    said.append(
        f"Unduhan memuat semua {text.number(len(found))} baris di balik peta, juga wilayah tanpa"
        " catatan."
    )
    if len(nowhere):
        where = text.listing(list(dict.fromkeys(nowhere["detail"].dropna())))
        said.append(
            f"Tidak tergambar karena nama kecamatannya tidak disebut: {text.number(len(nowhere))}"
            f" catatan ({where})."
        )
    return shared(cells), " ".join(said)


def link(choice: Choice) -> str:
    """The address of this view, spelled out."""
    held = {
        name: st.session_state.get(name)
        for name in registry.page("peta").parameters
        if name != "peta_tempat"
    }
    return choice.link("peta", **held, peta_tempat=st.query_params.get("peta_tempat"))
