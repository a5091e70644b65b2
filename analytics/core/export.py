"""Downloads: exactly what is shown, with its sources and the version of the data, as CSV or
Excel.
"""

import io
from dataclasses import dataclass

import pandas as pd

from analytics.core.rows import Table
from data.package import csv_text


@dataclass(frozen=True)
class Sheet:
    """What a download holds besides the rows: title of the view, its link, the data's version,
    whether it is simulated, and the page with the rules by which it came about.
    """

    title: str
    link: str
    version: str
    is_simulated: bool = False
    rules: str = ""

    def remarks(self) -> list[tuple[str, str]]:
        """Pairs of label and value that go with every download."""
        notes = [("Tampilan", self.title), ("Tautan", self.link), ("Versi data", self.version)]
        notes += [("Aturan penetapan", self.rules)] if self.rules else []
        notes.append(("Lisensi data", "CC BY 4.0"))
        return (
            [("PERINGATAN", "DATA SIMULASI, bukan hasil resmi"), *notes]
            if self.is_simulated
            else notes
        )


def to_csv(rows: Table, sheet: Sheet) -> bytes:
    """UTF-8 CSV with a byte-order mark; the columns "Versi data" and "Tautan" repeat on each row,
    so that no row is ever without its origin. Text stands in quotes, and none of it is a formula,
    whichever separator a spreadsheet expects.
    """
    marked = _marked(rows, sheet).assign(**{"Versi data": sheet.version, "Tautan": sheet.link})
    return csv_text(marked).encode("utf-8-sig")


def to_xlsx(rows: Table, sources: Table, sheet: Sheet) -> bytes:
    """A workbook of three sheets: Data (the rows), Sumber (the sources), Keterangan (title, link,
    version, licence).

    Simulated rows are marked one by one, as in CSV, and so is each printed page.
    """
    remarks = pd.DataFrame(sheet.remarks(), columns=["Hal", "Isi"])
    buffer = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with pd.ExcelWriter(buffer, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        for name, frame in (
            ("Data", _marked(rows, sheet)),
            ("Sumber", sources),
            ("Keterangan", remarks),
        ):
            frame.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
            page = writer.sheets[name]
            page.autofit(max_width=420)
            if len(frame):
                page.autofilter(0, 0, len(frame), len(frame.columns) - 1)
            if sheet.is_simulated:
                page.set_header("&C&RDATA SIMULASI, bukan hasil resmi")
    return buffer.getvalue()


def _marked(rows: pd.DataFrame, sheet: Sheet) -> pd.DataFrame:
    if not sheet.is_simulated:
        return rows
    return pd.concat(
        [pd.Series("DATA SIMULASI", index=rows.index, name="PERINGATAN"), rows], axis=1
    )
