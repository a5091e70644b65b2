"""Which reports of innovations were merged, for whoever keeps the catalog: python -m data.report
[--out DIR].
"""

import argparse
import sys
from pathlib import Path

import duckdb

from data import publish

REASONS = {
    "part_of_name": "nama di dalam nama",
    "alike": "nama serupa",
    "same_name": "nama sama, kecamatan lain atau tak disebut",
}


def report(con: duckdb.DuckDBPyConnection) -> str:
    """Two lists in Indonesian: names that were merged although they differ, and pairs that come
    close and stay apart.
    """
    merged = con.execute("""
        SELECT list(DISTINCT innovation_claim.name ORDER BY innovation_claim.name), kecamatan
        FROM innovation_claim JOIN catalogue USING (innovation_id)
        GROUP BY innovation_id, kecamatan
        HAVING count(DISTINCT lower(regexp_replace(innovation_claim.name, '[^a-zA-Z0-9]', '',
          'g'))) > 1 ORDER BY ALL
        """).fetchall()
    near = con.execute("""
        SELECT reason, list_sort([nearly_merged.name, other_name]),
            list_distinct([coalesce(here.kecamatan, 'tanpa kecamatan'),
              coalesce(there.kecamatan, 'tanpa kecamatan')])
        FROM nearly_merged JOIN catalogue AS here USING (innovation_id) JOIN catalogue AS there
          ON there.innovation_id = other_id
        ORDER BY ALL
        """).fetchall()
    lines = [f"Digabung walaupun tertulis lain ({len(merged)}):"]
    lines += [f"  {' = '.join(names)}, {kecamatan}" for names, kecamatan in merged]
    lines += ["", f"Hampir digabung, tetap terpisah ({len(near)}):"]
    lines += [
        f"  {REASONS[reason]}: {', '.join(names)}; {', '.join(where)}"
        for reason, names, where in near
    ]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the report of the generation in force; exit code 2 where nothing has been published."""
    parser = argparse.ArgumentParser(
        prog="python -m data.report", description="Laporan penggabungan inovasi."
    )
    parser.add_argument("--out", type=Path, default=publish.folder(), help="folder terbitan")
    where = parser.parse_args(arguments).out
    generation = publish.current(where)
    if generation is None:
        print(
            f"Belum ada terbitan di {where}; jalankan python -m data.build dahulu.", file=sys.stderr
        )
        return 2
    with publish.connect(generation) as con:
        print(report(con))
    return 0


if __name__ == "__main__":
    sys.exit(main())
