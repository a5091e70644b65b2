"""An import into simulated data is a practice: it is marked so that nobody takes it for a result,
wherever it is shown.
"""

from data.importer.layer import Rows

PUBLISHER = "SIMULASI"  # of every source of a simulated catalog, and of no other (data.check)
MARK = "LATIHAN"


def marked(rows: Rows) -> Rows:
    """The rows of a layer as practice: source and edition say so; whose file it was stands in the
    title of the source.
    """
    source = rows["sources"][0]
    old = str(source["source_id"])
    new = f"latihan-{old.removeprefix('impor-')}"
    found = {
        stem: [row | {"source_id": new} if row.get("source_id") == old else row for row in several]
        for stem, several in rows.items()
    }
    title = (
        f"{MARK}: {source.get('title') or 'tanpa judul'}"
        f" ({source.get('publisher') or 'tanpa penerbit'})"
    )
    found["sources"] = [
        source | {"source_id": new, "publisher": PUBLISHER, "title": title, "url": None}
    ]
    if "editions" in rows:
        found["editions"] = [
            row
            | {
                "short_name": f"{MARK} {row['short_name']}",
                "name": f"{row['name']} ({PUBLISHER})",
            }
            for row in rows["editions"]
        ]
    return found
