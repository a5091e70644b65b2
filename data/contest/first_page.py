"""The process that draws the first page of one PDF: the file comes in, a small JPEG goes out,
within little memory and time.
"""

import sys
from contextlib import suppress

SIDE = 480  # pixels of the longer side of a small picture
MEMORY = 1_000_000_000  # bytes of address space
WORKED = 10  # seconds of a processor's work
BROKEN = 3  # what it ends with where the file cannot be drawn, however often it is tried


def limit() -> None:
    """Take no more memory and time from here on; Windows knows no such limits."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (WORKED, WORKED + 2))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Draw what stands on standard input; BROKEN where that cannot be."""
    import pypdfium2  # noqa: PLC0415 - in this process alone

    content = sys.stdin.buffer.read()
    limit()
    try:
        page = pypdfium2.PdfDocument(content)[0]
        scale = SIDE / max(*page.get_size(), 1)
        drawn = page.render(scale=scale).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, MemoryError, ValueError, IndexError, OSError):
        return BROKEN
    drawn.save(sys.stdout.buffer, "JPEG", quality=80)
    return 0


if __name__ == "__main__":
    sys.exit(main())
