"""A store of generations that several machines share: a DuckLake whose catalog is in PostgreSQL and
whose files lie in one folder that all of them reach.

A publication is one snapshot of the lake: the published tables, the layers of imports, official
boundaries, the line of the journal. Each machine (a *node*) copies whole snapshots into a folder of
generations of its own, as data/publish.py keeps them, and reads there.
"""
