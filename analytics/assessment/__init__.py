"""Scores: by indicator, juror and stage."""
