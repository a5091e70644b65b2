"""The ground: the catalog of sourced claims, its checks, and the published database built from
it.
"""
