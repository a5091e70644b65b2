"""The legend of a map: classes, their names, colours and patterns."""

from itertools import pairwise

import pandas as pd

from analytics.core.cache import cached
from analytics.core.drawing import COLOURS, NAMES
from analytics.core.rows import Rows, declared
from analytics.geography.questions import FIRST_OF_STEP, INDEX_STEPS, NO_DATA, STEPS, UNIT_OF, View
from analytics.geography.rows import Area, LegendClass
from analytics.geography.sentences import UNKNOWN

# Light and dark: the more, the further from the paper.
RAMP = dict(
    zip(
        STEPS,
        (
            ("#9ACCC5", "#28605F"),
            ("#5FA79F", "#2F7F79"),
            ("#2B7D74", "#5CC2B5"),
            ("#0B4F4A", "#B9F2E8"),
        ),
        strict=True,
    )
)
FILLS = (
    {name: (colour, colour) for name, colour in COLOURS.items()}
    | RAMP
    | {"absent": ("#E9EDF1", "#1B2740")}
)
PATTERNS = {"unknown": "hatch", "zero": "hollow", "open": "marked-hatch", "outside": "none"}
OF_RESULTS = {
    **NAMES, "finalist": "Finalis lain atau kelas peringkatnya tidak pasti",
    "step-3": "Sampai tinjau lapang",
    "step-2": "Sampai paparan", "step-1": "Ikut, tidak tercatat lebih jauh",
}  # fmt: skip
ABSENT = {"absent": "Tidak ikut"}


@cached
def legend(view: View, rows: Rows[Area]) -> Rows[LegendClass]:
    """What stands in the legend of layer(), in its order."""
    counts = rows.loc[rows["code"].notna(), "class"].value_counts()
    names = _names(view)
    kept = [
        name for name in names if counts.get(name, 0) or name not in (*STEPS, "open", "outside")
    ]
    fills = [FILLS.get(name, ("", "")) for name in kept]
    found = pd.DataFrame(
        {
            "class": kept,
            "label": [names[name] for name in kept],
            "count": [int(counts.get(name, 0)) for name in kept],
            "light": [light for light, _ in fills],
            "dark": [dark for _, dark in fills],
            "pattern": [PATTERNS.get(name, "fill") for name in kept],
            "is_data": [name not in NO_DATA for name in kept],
        }
    )
    return declared(LegendClass, found)


def _names(view: View) -> dict[str, str]:
    """The classes of a layer and what each means, in the order of the legend."""
    outside = {"outside": "Di luar ajang ini"} if view.contest_id else {}
    unknown = {"unknown": UNKNOWN}
    if view.layer in {"result", "best"}:
        return OF_RESULTS | ABSENT | unknown | outside
    if view.layer == "index":
        bands = (f"di bawah {INDEX_STEPS[1]}", "60–70", "70–80", "80 ke atas")
        return dict(zip(STEPS, bands, strict=True)) | ABSENT | unknown | outside
    firsts = FIRST_OF_STEP[view.layer, view.unit]
    noun = UNIT_OF[view.layer]
    spans = [
        f"{first}" if following == first + 1 else f"{first}–{following - 1}"
        for first, following in pairwise(firsts)
    ]
    labels = [f"{span} {noun}" for span in spans] + [f"{firsts[-1]} {noun} atau lebih"]
    steps = dict(zip(reversed(STEPS), reversed(labels), strict=True))
    if view.layer == "coverage":
        return steps | {"zero": "Nol: tidak ada sumber tercatat"}
    if view.layer == "innovations":
        subject = (
            "" if view.topic is None else "indikatornya" if view.topic.isdigit() else "bidangnya"
        )
        unsorted = f", atau {subject} tidak diketahui" if subject else ""
        return steps | {
            "zero": "Nol dari yang tercatat",
            "unknown": f"{UNKNOWN}: tidak ada yang tercatat{unsorted}",
        }
    opened = {"open": "Mungkin: urutannya tidak dipublikasikan"} if view.layer == "medals" else {}
    nought = {
        "zero": (
            "Nol: ikut, tanpa juara 1–3 tercatat"
            if view.layer == "medals"
            else "Nol: ikut, tanpa final tercatat"
        )
    }
    return steps | opened | nought | ABSENT | unknown | outside
