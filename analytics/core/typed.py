"""What somebody typed, within bounds: a search takes as long as what is searched for."""

LETTERS = 100
WORDS = 10


def cut(said: str) -> str:
    """The first words of what was typed, as it stands where it is short enough."""
    words = said.split()
    if len(said) <= LETTERS and len(words) <= WORDS:
        return said
    return " ".join(words[:WORDS])[:LETTERS].rstrip()
