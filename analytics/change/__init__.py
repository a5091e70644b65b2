"""Why a place changed between two editions of a contest."""
