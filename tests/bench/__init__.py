"""Measurements of the app, each against a page of one word in the same run: python -m tests.bench.
Nothing here is a test.
"""
