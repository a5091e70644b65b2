"""Disputes in words."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, apart, each
from analytics.evidence.rows import Dispute


@cached
def disputes(positions: Rows[Dispute]) -> list[str]:
    """Each dispute of evidence.questions.disputes in one sentence: what, who says which, what is
    shown.
    """
    found = []
    for several in apart(positions, "dispute_id"):
        rows = list(each(several))
        sides = [
            f"{_position(row)} menurut {text.listing(list(row.publishers), most=4)}" for row in rows
        ]
        shown = [_position(row) for row in rows if row.is_shown]
        verdict = (
            f"Yang ditampilkan: {shown[0]}."
            if shown
            else "Kedua sisi sama kuat; tidak ada yang diutamakan."
        )
        found.append(f"{_subject(rows[0])}: {'; '.join(sides)}. {verdict}")
    return found


def _subject(row: Dispute) -> str:
    contest = f"{row.short_name} {row.region} {row.year}"
    return {
        "finalists": f"Jumlah finalis {contest}",
        "entrants": f"Jumlah peserta {contest}",
        "two_entries": (
            f"Wakil {row.subject} di {contest}, padahal satu kabupaten/kota mengirim satu kecamatan"
        ),
        "kabkota": f"Letak kecamatan {row.subject} ({contest})",
        "two_ranks": f"Peringkat {row.subject} di {contest}",
        "one_rank": f"Pemegang peringkat {row.subject} di {contest}",
        "score": f"Nilai {row.subject} di {contest}",
        "innovations": f"Jumlah inovasi {row.subject} yang diklaim pada {contest}",
    }[row.kind]


def _position(row: Dispute) -> str:
    kind, position = row.kind, row.position
    if kind in ("finalists", "entrants"):
        return f"lebih dari {position[2:]}" if position.startswith("> ") else position
    if kind == "two_ranks":
        return f"peringkat {position}"
    return text.number(float(position), 2) if kind == "score" else position
