"""The words of recaps: what headers, titles and the names of rows say, as offices write them."""

import re
from typing import NamedTuple

from data.importer import cells

# Headers, letters only.
HEADERS = {
    "kecamatan": (
        "kecamatan namakecamatan kec namakec nmkecamatan kecamatanpeserta namapeserta peserta"
        " wilayahkecamatan kemantren namakemantren distrik namadistrik kapanewon namakapanewon"
        " perangkatdaerah namaperangkatdaerah opd skpd namaopd unitkerja kecamatankelurahan"
        " kecamatankemantren kecamatanwilayah namakecamatanpeserta wilayah"
    ),
    "kabkota": (
        "kabupatenkota kabkota kabkot kabupaten kota namakabupatenkota daerah asaldaerah"
        " kabupatenataukota namakabupaten namakota"
    ),
    "kode": "kode kodekecamatan kodewilayah kodekemendagri kodekec kodekemantren kodedistrik",
    "peringkat": (
        "peringkat rank ranking rangking rangkin urutanperingkat peringkatakhir peringkatke"
        " rankingke rangkingke urutan rangkingakhir rankingakhir"
    ),
    "gelar": "gelar juara predikatjuara hasilakhir",
    "kategori": "kategori predikat kategorinilai klasifikasi mutu",
    "juri": "juri namajuri penilai namapenilai dewanjuri",
    "tahap": "tahap tahapan tahappenilaian",
    "zona": "zona wilayahkerja rayon klaster kluster kelompok gugus korwil zonasi",
    "unsur": (
        "kriteria indikator aspek unsur komponen aspekpenilaian kriteriapenilaian"
        " indikatorpenilaian unsurpenilaian komponenpenilaian uraian namaindikator namakriteria"
        " variabel aspekyangdinilai unsuryangdinilai komponenyangdinilai indikatoryangdinilai"
        " kriteriayangdinilai penilaian nilaikriteria nilaiindikator nilaiperkriteria"
        " hasilpenilaian aspekdinilai"
    ),
    "total": (
        "total totalskor totalnilai jumlah jumlahnilai jumlahskor nilaiakhir nilaitotal skorakhir"
        " skortotal totalakhir jumlahakhir jml jumlahtotal totalnilaiakhir na grandtotal nilaitahap"
        " totaltahap jumlahtahap totaljuri jumlahjuri totalseluruhnya jumlahseluruhnya"
    ),
    "nilai": "nilai skor hasil angka nilaimentah nilaijuri nilaiangka skormentah",
    "tertimbang": (
        "nilaitertimbang skortertimbang nilaixbobot skorxbobot bobotxnilai bobotxskor nxb sxb"
        " nilaibobot nilaiterbobot skorterbobot nilaikalibobot nilaisetelahdibobot konversi"
        " nilaikonversi"
    ),
    "rata": "rata ratarata rerata nilairatarata mean reratanilai",
    "maksimum": (
        "skormaksimum nilaimaksimum skormaksimal nilaimaksimal maksimum maksimal skormaks nilaimaks"
        " maks max nilaimax"
    ),
    "bobot": (
        "bobot bobotnilai bobotpersen bobotpersentase bobotpenilaian bobotkriteria bobotindikator"
        " weight"
    ),
    "persen": "persentase persen prosentase capaian",
    "nomor": "no nomor nourut nomorurut nmr",
    "abaikan": "ket keterangan catatan tandatangan paraf ttd camat namacamat",
}
MEANT = {word: meaning for meaning, several in HEADERS.items() for word in several.split()}
REMARKS = {"ket", "keterangan", "catatan"}
GENERIC = {"nilai", "unsur", "tertimbang"}  # words that say that something is judged, not what

AMOUNT = r"\d{1,4}(?:[.,]\d{1,3})?"
MOST = re.compile(
    rf"\(?\s*\b(?:(?:nilai|skor|bobot)\s*)?(?:maks(?:imum|imal)?|max(?:imum"
    rf"|imal)?)\b\.?\s*(?:nilai|skor)?\s*[:=]?\s*({AMOUNT})\s*\)?"
    rf"|\(?\s*\b(?:skala|rentang)?\s*(?:nilai|skor)?\s*\b[01]\s*(?:-|–|s\.?\s*/?\s*d\.?"
    rf"|sampai)\s*({AMOUNT})(?![\d.,]*\s*%)\s*\)?",
    re.IGNORECASE,
)
WEIGHT = re.compile(
    rf"\(?\s*\bbobot\b\s*(?:nilai)?\s*[:=]?\s*({AMOUNT})\s*%?\s*\)?|\(\s*({AMOUNT})\s*%\s*\)"
    rf"|(?:^|\s|-)({AMOUNT})\s*%(?=\s*(?:$|(?:nilai|skor|[ns]\s*[x×]\s*b)\b))"
    rf"|^\s*({AMOUNT})\s*%",
    re.IGNORECASE,
)
BARE = re.compile(rf"\(\s*({AMOUNT})\s*\)\s*$")
SUMMARY = re.compile(
    r"(?:(?:nilai|skor)\s+)?(jumlah|total|sub\s*total|rata|rerata|mean|median|modus|tertinggi"
    r"|terendah|terbesar|terkecil|minimum"
    r"|minimal|min|maksimum|maksimal|maks|max|st\.?\s*dev|stdev|standar|std|simpangan|deviasi"
    r"|varian|sd|bobot|persentase|prosentase)\b",
    re.IGNORECASE,
)
WEIGHTS_ROW = re.compile(r"(?:persentase\s+)?bobot\b|weight\b", re.IGNORECASE)
MOST_ROW = re.compile(
    r"(?:nilai|skor|bobot)?\s*(?:maks(?:imum|imal)?|max(?:imum|imal)?)\b\.?|(?:nilai|skor)\s+ideal",
    re.IGNORECASE,
)
JUROR = re.compile(
    r"(?:lembar\s+(?:penilaian|kerja|nilai)\s*[:-]?\s*)?(?:nilai\s+|skor\s+|total\s+"
    r"|jumlah\s+)?(?:nama\s+)?(?:dewan\s+)?"
    r"(juri|penilai|asesor|evaluator)\b\s*(?:ke\b)?\s*[-:.]?\s*(.*)",
    re.IGNORECASE,
)
TEAM = re.compile(
    r"(?:nilai\s+|skor\s+|total\s+|jumlah\s+)?(tim)\s*(?:ke\b)?\s*[-.]?\s*(\d{1,2}|[ivx]{1,4}"
    r"|[a-d])",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"\b(?:Drs?|Dra|Ir|Prof|Hj?|Kol|Letkol|KH)\.\s*[A-Z]|,\s*(?:S|M|A)\.\s*[A-Z]\w*|,\s*(?:SH|SE"
    r"|MM|MSi|SSos|SSTP|SIP|MAP|ST|MT)\b"
)
TOPICS = re.compile(  # words of what kecamatan are judged by
    r"pelayanan|inovasi|tugas|urusan|pimpin|mimpin|administrasi|koordinasi|rencana|anggar|bina"
    r"|tenteram|tertib|kinerja|kuasa|kualitas|kreativ|delegatif|atributif|umum|organisasi|aparatur|pegawai|keuangan|sarana|prasarana"
    r"|publik|masyarakat|desa|kelurahan"
    r"|teknologi|informasi|dokumen|materi|presentasi|komunikasi|budaya|sinerg|kerja ?sama|data"
    r"|capaian|target|realisasi|sanitasi|bersih"
    r"|kesehatan|pendidikan|ekonomi|sosial|lingkungan|keamanan|aset|arsip|kelembagaan|integritas"
    r"|akuntab|transpar|partisip|penyelenggaraan"
    r"|evaluasi|laporan|program|kegiatan|wilayah|batas|gizi|stunting|pajak|pbb|perizinan|kriteria"
    r"|indikator|aspek|penampilan|wawasan",
    re.IGNORECASE,
)
STAGE_ONLY = re.compile(
    r"((nilai|skor|total|jumlah|tahap(an)?|penilaian|seleksi|evaluasi|admini?strasi|berkas"
    r"|dokumen|desk|paparan|presentasi"
    r"|ekspose?|wawancara|tinjau(an)?|peninjauan|lapang(an)?|visitasi|kunjungan|verifikasi"
    r"|faktual|hasil|akhir|dan|ke)\W*)+",
    re.IGNORECASE,
)
NUMBERED_STAGE = re.compile(
    r"(?:penilaian\s+)?(?:tahap(?:an)?|babak|fase)\s*(?:ke)?[\s.-]*([ivx]{1,4}|\d{1,2})\b",
    re.IGNORECASE,
)
ZONE = re.compile(
    r"\W*(?:[a-z0-9]\.\s*)?(?:(?:zona|zone|rayon|klaster|kluster|kelompok|gugus|korwil"
    r"|eks\W+pembantu|pembantu"
    r" bupati|wilayah"
    r"|kategori|kelas|grup|group|bagian)\b.*)",
    re.IGNORECASE,
)
CLASS = re.compile(r"(?:kategori|kelas)\s+(?:kabupaten|kota)\b", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
CODED = re.compile(
    r"([A-Z]{0,2}\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Z])(?:\s*[.):]\s*|\s+-\s+)(\S.*)"
    r"|(\d{1,2}(?:\.\d{1,2})*|[A-Z]{1,2}\.?\d{1,2}|[IVX]{1,4}(?=\s+[A-Z][a-z]{2}))\s+(\S.*)"
)
EACH = re.compile(
    r"(?:tiap|setiap|masing|per|semua|seluruh)\W*(?:masing)?\W*(?:tiap\W+)?(?:indikator|kriteria"
    r"|aspek|unsur|komponen|butir|item|variabel)"
    r"|skala\s+(?:nilai|penilaian|skor)|rentang\s+(?:nilai|penilaian|skor)",
    re.IGNORECASE,
)


EACH_MOST = re.compile(  # "nilai maksimum tiap indikator adalah 100"
    rf"\b(?:maks(?:imum|imal)?|max(?:imum|imal)?)\b\.?\s*(?:nilai|skor)?\s*(?:untuk"
    rf"|dari)?\s*(?:{EACH.pattern})\D{{0,20}}?\b({AMOUNT})",
    re.IGNORECASE,
)


class Limits(NamedTuple):
    """What the words of a header say beside its name: weight, maximum, or a number in brackets that
    may be either.
    """

    name: str
    weight: float | None
    most: float | None
    bare: float | None


def amount(words: str) -> float:
    """A weight or a maximum in words: 12,5 and 12.5 are the same; "1.000" is a thousand."""
    plain = words.strip()
    if re.fullmatch(r"[1-9]\d{0,2}[.,]000", plain):
        return float(re.sub(r"[.,]", "", plain))
    return float(plain.replace(",", "."))


def limits(header: str) -> Limits:
    """Part a header into the name of what is judged, its weight and its maximum."""
    most, left = _taken(MOST, header)
    weight, left = _taken(WEIGHT, left)
    bare, left = _taken(BARE, left) if most is None and weight is None else (None, left)
    name = re.sub(r"\(\s*[,;/|&-]*\s*\)|[([]\s*$", " ", left)
    name = re.sub(r"\s+", " ", name).strip(" -–:;,/|(")
    if name.endswith(")") and "(" not in name:
        name = name.rstrip(") ")
    return Limits(name or header.strip(), weight, most, bare)


def _taken(shape: re.Pattern[str], words: str) -> tuple[float | None, str]:
    found = shape.search(words)
    if not found:
        return None, words
    return (
        amount(next(filter(None, found.groups()))),
        words[: found.start()] + " " + words[found.end() :],
    )


def meaning(header: str) -> str:
    """What the words of a header mean by themselves; empty where they are none of ours."""
    name = limits(header).name
    found = MEANT.get(cells.letters(name), "")
    if found or "/" not in name:
        return found
    return next(
        (
            one
            for part in name.split("/")
            if (one := MEANT.get(cells.letters(part), "")) in ("kecamatan", "kabkota")
        ),
        "",
    )


def coded(name: str) -> tuple[str, str]:
    """The code and the name of a criterion: ("II", "Pelayanan") of "II. Pelayanan", ("",
    "Pelayanan") of "Pelayanan".
    """
    found = CODED.fullmatch(name)
    if not found:
        return "", name
    return (found[1], found[2]) if found[1] else (found[3], found[4])


def juror(words: str, named: str = "") -> str:
    """The juror of whom words speak: "Juri 1", "Budi" of "Nama Juri: Budi", `named` where they name
    none; empty: of none.
    """
    found = JUROR.fullmatch(words.strip()) or TEAM.fullmatch(words.strip())
    if not found:
        return ""
    who = found[2].strip() or named or words.strip()
    is_number = re.fullmatch(r"\d{1,2}|[ivx]{1,4}|[a-z]", who, re.IGNORECASE)
    return f"{found[1].capitalize()} {who.upper()}" if is_number else who


def is_code(words: str) -> bool:
    """Whether words are the code of a criterion and nothing else: K1, II, 3.2, A."""
    return re.fullmatch(r"[A-Z]{0,2}\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Z]", words) is not None


def is_person(words: str) -> bool:
    """Whether words are the name of a person by their degrees and titles."""
    return bool(PERSON.search(words)) and not TOPICS.search(words)


def is_stage(words: str) -> bool:
    """Whether words speak of one stage and of nothing else."""
    name = limits(words).name
    return cells.stage(name) not in (None, *cells.WEAK) and STAGE_ONLY.fullmatch(name) is not None


TOTAL = re.compile(
    r"(?:(?:sub\s*)?total|jumlah|jml|akumulasi|nilai akhir|skor akhir|nilai total|skor"
    r" total)\b[\s:]*"
    r"(?:(?:nilai|skor|akhir|total|keseluruhan|seluruh(?:nya)?|bobot|umum|tahap(?:an)?|juri"
    r"|penilai|mentah|kotor|murni|tim|semua|gabungan|dan|dari"
    r"|[a-z]|[ivx]{1,4}|\d{1,2}|administrasi|paparan|presentasi|ekspos[e]?|tinjau(?:an)?"
    r"|lapang(?:an)?|visitasi|verifikasi|berkas)\b[\s.:]*)*",
    re.IGNORECASE,
)


OF_JURORS = re.compile(
    r"\b(?:antar|para|semua|seluruh|dari)?\s*(?:juri|penilai|tim)\b(?!\s*(?:\d|[ivx]+\b|[a-d]\b))",
    re.IGNORECASE,
)
PAIRED = re.compile(  # "Pelayanan Skor", "Pelayanan Skor Terbobot", "Pelayanan N x B"
    r"(?P<name>.{4,}?\S)\s+[-–(]?\s*(?:(?:nilai|skor)\s*"
    r"(?P<weighted>ter\w+|[x×]\s*bobot|kali\s+bobot|berbobot)?|(?P<short>[ns]\s*[x×]\s*b))\s*\)?",
    re.IGNORECASE,
)


def is_total(words: str) -> bool:
    """Whether words speak of a total and not of a criterion such as "Jumlah inovasi yang
    diterapkan".
    """
    return TOTAL.fullmatch(words.strip()) is not None


def is_column_number(words: str) -> bool:
    """Whether a cell is the number of its column, as in "(3)" or "3=1+2"."""
    return re.fullmatch(r"\(?\d{1,2}\)?|\(?\d{1,2}\s*=.*\)?", words) is not None
