"""What files of office programs share: words that XML can hold, and the same bytes each time."""

import io
import re
import zipfile
from datetime import UTC, datetime

from analytics.core.markup import UNSEEN

LANGUAGE = "id-ID"
AUTHOR = "Dasbor SKK"
LONGEST = 250  # letters of what a document says of itself
MARK = "DATA SIMULASI, bukan hasil resmi"
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_WRITTEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</)")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that an archive knows


def clean(words: str) -> str:
    """Words in one line as a document can hold them, without the signs that nobody sees."""
    return _NO_XML.sub("", UNSEEN.sub("", " ".join(words.split())))


def about(words: str) -> str:
    """Words as a document may say of itself what it is: short."""
    said = clean(words)
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def stable(made: bytes, stamp: int) -> bytes:
    """An office file, and those that lie within it, as written at one moment: no clock and no
    machine shows in its bytes.

    Args:
        made: a .docx, .pptx or .xlsx.
        stamp: seconds since 1970, UTC, at which the data were published.
    """
    moment = f"{datetime.fromtimestamp(stamp, UTC):%Y-%m-%dT%H:%M:%SZ}".encode()
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made)) as read,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in read.namelist():
            part = read.read(name)
            if name.endswith(".xlsx"):
                part = stable(part, stamp)
            elif name == "docProps/core.xml":
                part = _WRITTEN.sub(rb"\g<1>" + moment + rb"\g<3>", part)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            written.writestr(entry, part)
    return kept.getvalue()
