-- The published tables. Other tools (Metabase, DBeaver, a notebook) may rely on their names and columns.
-- Filled by data/load.sql (what the sources say) and data/rules (what is resolved from it).

CREATE TABLE provinsi (
    code VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, area_km2 DOUBLE, population BIGINT
);
COMMENT ON TABLE provinsi IS 'Satu baris per provinsi (Kepmendagri 300.2.2-2138/2025).';
COMMENT ON COLUMN provinsi.code IS 'Kode Kemendagri, 2 angka.';
COMMENT ON COLUMN provinsi.name IS 'Nama resmi.';
COMMENT ON COLUMN provinsi.area_km2 IS 'Luas wilayah, km2.';
COMMENT ON COLUMN provinsi.population IS 'Jumlah penduduk, jiwa.';

CREATE TABLE kabkota (
    code VARCHAR PRIMARY KEY, province_code VARCHAR NOT NULL, name VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    capital VARCHAR, area_km2 DOUBLE, population BIGINT
);
COMMENT ON TABLE kabkota IS 'Satu baris per kabupaten atau kota.';
COMMENT ON COLUMN kabkota.code IS 'Kode Kemendagri, 4 angka.';
COMMENT ON COLUMN kabkota.province_code IS 'Kode provinsi.';
COMMENT ON COLUMN kabkota.name IS 'Nama resmi dengan kata Kabupaten atau Kota.';
COMMENT ON COLUMN kabkota.kind IS 'kabupaten atau kota.';
COMMENT ON COLUMN kabkota.capital IS 'Ibu kota.';
COMMENT ON COLUMN kabkota.area_km2 IS 'Luas wilayah, km2.';
COMMENT ON COLUMN kabkota.population IS 'Jumlah penduduk, jiwa.';

CREATE TABLE kecamatan (
    code VARCHAR PRIMARY KEY, kabkota_code VARCHAR NOT NULL, name VARCHAR NOT NULL, latitude DOUBLE, longitude DOUBLE
);
COMMENT ON TABLE kecamatan IS 'Satu baris per kecamatan.';
COMMENT ON COLUMN kecamatan.code IS 'Kode Kemendagri, 6 angka.';
COMMENT ON COLUMN kecamatan.kabkota_code IS 'Kode kabupaten/kota.';
COMMENT ON COLUMN kecamatan.name IS 'Nama resmi tanpa kata Kecamatan.';
COMMENT ON COLUMN kecamatan.latitude IS 'Lintang sebuah titik di kecamatan itu, derajat.';
COMMENT ON COLUMN kecamatan.longitude IS 'Bujur sebuah titik di kecamatan itu, derajat.';

CREATE TABLE kecamatan_former (
    name VARCHAR NOT NULL, code VARCHAR, kabkota_code VARCHAR NOT NULL, first_year SMALLINT, last_year SMALLINT,
    successors VARCHAR NOT NULL, change VARCHAR NOT NULL, source_id VARCHAR NOT NULL, note VARCHAR
);
COMMENT ON TABLE kecamatan_former IS 'Satu baris per keterangan satu sumber: nama atau kode yang pernah dimiliki sebuah kecamatan.';
COMMENT ON COLUMN kecamatan_former.name IS 'Nama pada waktu itu, atau nama lain menurut sumber.';
COMMENT ON COLUMN kecamatan_former.code IS 'Kode Kemendagri pada waktu itu, 6 angka; kosong bila tidak diketahui.';
COMMENT ON COLUMN kecamatan_former.kabkota_code IS 'Kabupaten/kotanya, dengan kode sekarang.';
COMMENT ON COLUMN kecamatan_former.first_year IS 'Tahun pertama yang diketahui.';
COMMENT ON COLUMN kecamatan_former.last_year IS 'Tahun terakhir nama itu mungkin masih dipakai; kosong bila tidak terikat tahun.';
COMMENT ON COLUMN kecamatan_former.successors IS 'Kode kecamatan sekarang, dipisah titik koma.';
COMMENT ON COLUMN kecamatan_former.change IS 'ganti_nama, ganti_kode, pecah, gabung, ejaan, nama_lain.';
COMMENT ON COLUMN kecamatan_former.source_id IS 'Sumber.';
COMMENT ON COLUMN kecamatan_former.note IS 'Catatan.';

-- Great-circle distance of two points in degrees, by the haversine formula on a sphere of 6371 km.
CREATE MACRO distance_km(from_latitude, from_longitude, to_latitude, to_longitude) AS
    6371 * 2 * asin(sqrt(sin(radians(to_latitude - from_latitude) / 2) ** 2
        + cos(radians(from_latitude)) * cos(radians(to_latitude)) * sin(radians(to_longitude - from_longitude) / 2) ** 2));

CREATE TABLE boundary (
    province_code VARCHAR NOT NULL, level VARCHAR NOT NULL, file VARCHAR NOT NULL, kind VARCHAR NOT NULL, source VARCHAR NOT NULL,
    dated VARCHAR, areas INTEGER NOT NULL, PRIMARY KEY (province_code, level)
);
COMMENT ON TABLE boundary IS 'Satu baris per provinsi dan tingkat yang batasnya tergambar di peta.';
COMMENT ON COLUMN boundary.province_code IS 'Kode provinsi.';
COMMENT ON COLUMN boundary.level IS 'kecamatan, atau kabkota (gabungan kecamatannya).';
COMMENT ON COLUMN boundary.file IS 'Nama berkas GeoJSON di static/peta; id tiap wilayah adalah kodenya.';
COMMENT ON COLUMN boundary.kind IS 'indicative: batas indikatif, bukan batas resmi (ODbL 1.0); official: dari berkas batas resmi.';
COMMENT ON COLUMN boundary.source IS 'Asal batas, untuk pembaca: cara dan bahannya, atau nama berkas resmi.';
COMMENT ON COLUMN boundary.dated IS 'Tanggal berkas batas resmi, TTTT-BB-HH; kosong bila indikatif.';
COMMENT ON COLUMN boundary.areas IS 'Jumlah wilayah dalam berkas.';

CREATE TABLE area (kecamatan_code VARCHAR PRIMARY KEY, wkt VARCHAR NOT NULL);
COMMENT ON TABLE area IS 'Satu baris per kecamatan yang wilayahnya tergambar; jenis dan asal batasnya ada di tabel boundary.';
COMMENT ON COLUMN area.kecamatan_code IS 'Kode kecamatan.';
COMMENT ON COLUMN area.wkt IS 'Geometri WKT, bujur lintang, EPSG:4326.';

CREATE TABLE neighbour (kecamatan_code VARCHAR NOT NULL, neighbour_code VARCHAR NOT NULL, PRIMARY KEY (kecamatan_code, neighbour_code));
COMMENT ON TABLE neighbour IS 'Satu baris per pasang kecamatan yang batasnya bersinggungan di tabel area, dua arah.';
COMMENT ON COLUMN neighbour.kecamatan_code IS 'Kode kecamatan.';
COMMENT ON COLUMN neighbour.neighbour_code IS 'Kode kecamatan tetangganya.';

CREATE TABLE source (
    source_id VARCHAR PRIMARY KEY, publisher VARCHAR, title VARCHAR, published VARCHAR, url VARCHAR,
    host VARCHAR NOT NULL, is_official BOOLEAN NOT NULL, claims INTEGER NOT NULL DEFAULT 0
);
COMMENT ON TABLE source IS 'Satu baris per halaman terbit yang dikutip.';
COMMENT ON COLUMN source.source_id IS 'Kunci sumber.';
COMMENT ON COLUMN source.publisher IS 'Penerbit sebagaimana tertulis.';
COMMENT ON COLUMN source.title IS 'Judul halaman.';
COMMENT ON COLUMN source.published IS 'Tanggal terbit: TTTT, TTTT-BB atau TTTT-BB-HH.';
COMMENT ON COLUMN source.url IS 'Alamat halaman; kosong bila tidak diketahui.';
COMMENT ON COLUMN source.host IS 'Penerbit yang dihitung satu kali: nama host tanpa www, atau nama penerbit bila tanpa alamat.';
COMMENT ON COLUMN source.is_official IS 'Halaman pemerintah: host berakhiran .go.id atau penerbit bernama Pemerintah/Pemkab/Pemkot.';
COMMENT ON COLUMN source.claims IS 'Jumlah klaim dari halaman ini (tabel placement_claim).';

CREATE TABLE edition (
    edition_id VARCHAR PRIMARY KEY, contest_id VARCHAR NOT NULL, level VARCHAR NOT NULL, code VARCHAR NOT NULL,
    class VARCHAR, year SMALLINT NOT NULL, short_name VARCHAR NOT NULL, name VARCHAR NOT NULL, is_skk BOOLEAN NOT NULL,
    entrants INTEGER, shortlisted INTEGER, finalists INTEGER, entitled INTEGER, result_date VARCHAR, is_stated BOOLEAN
);
COMMENT ON TABLE edition IS 'Satu baris per edisi: satu lomba pada satu tahun; kelas kabupaten dan kelas kota adalah edisi tersendiri.';
COMMENT ON COLUMN edition.edition_id IS 'Kunci: tingkat-kode-tahun, ditambah -kelas bila berkelas.';
COMMENT ON COLUMN edition.contest_id IS 'Rangkaian edisi yang sebanding: tingkat-kode, ditambah -kelas dan -kerabat.';
COMMENT ON COLUMN edition.level IS 'provinsi atau kabkota: tingkat penyelenggara.';
COMMENT ON COLUMN edition.code IS 'Kode wilayah penyelenggara.';
COMMENT ON COLUMN edition.class IS 'Kelas kabupaten atau kota bila diperingkat terpisah.';
COMMENT ON COLUMN edition.year IS 'Tahun edisi.';
COMMENT ON COLUMN edition.short_name IS 'Nama singkat: SKK, SP2K, atau nama ajang kerabat.';
COMMENT ON COLUMN edition.name IS 'Nama lengkap pada edisi itu.';
COMMENT ON COLUMN edition.is_skk IS 'Benar untuk SKK dan SP2K; salah untuk ajang kerabat.';
COMMENT ON COLUMN edition.entrants IS 'Jumlah peserta menurut sumber terbanyak; kosong bila tidak diketahui.';
COMMENT ON COLUMN edition.shortlisted IS 'Jumlah penyaji paparan bila mereka hasil saringan; kosong bila tidak.';
COMMENT ON COLUMN edition.finalists IS 'Jumlah finalis: lolos paparan, ditinjau, atau diberi penghargaan, menurut sumber terbanyak.';
COMMENT ON COLUMN edition.entitled IS 'Jumlah wilayah yang berhak mengirim wakil; dipakai sebagai anggapan bila entrants kosong.';
COMMENT ON COLUMN edition.result_date IS 'Tanggal hasil paling awal yang dilaporkan; bisa TTTT-BB saja.';
COMMENT ON COLUMN edition.is_stated IS 'Satu hasil atau lebih dinyatakan halaman; salah bila semuanya disimpulkan, kosong bila tidak ada hasil.';

CREATE TABLE stage (
    stage_id VARCHAR PRIMARY KEY, edition_id VARCHAR, level VARCHAR NOT NULL, province_code VARCHAR, kabkota_code VARCHAR,
    class VARCHAR, year SMALLINT, stage VARCHAR, date VARCHAR, participants INTEGER, advancing INTEGER,
    jury VARCHAR, what VARCHAR, source_id VARCHAR NOT NULL
);
COMMENT ON TABLE stage IS 'Satu baris per klaim satu halaman tentang satu tahap.';
COMMENT ON COLUMN stage.stage_id IS 'Kunci dari isi baris.';
COMMENT ON COLUMN stage.edition_id IS 'Edisi; kosong bila tahunnya tidak disebut atau kelasnya tidak diketahui.';
COMMENT ON COLUMN stage.level IS 'provinsi atau kabkota.';
COMMENT ON COLUMN stage.province_code IS 'Kode provinsi.';
COMMENT ON COLUMN stage.kabkota_code IS 'Penyelenggara (tingkat kabkota) atau tempat yang dikunjungi (tingkat provinsi).';
COMMENT ON COLUMN stage.class IS 'Kelas kabupaten atau kota bila disebut.';
COMMENT ON COLUMN stage.year IS 'Tahun edisi; kosong bila tidak disebut.';
COMMENT ON COLUMN stage.stage IS 'peserta, administrasi, paparan, tinjau_lapang, hasil, atau kosong.';
COMMENT ON COLUMN stage.date IS 'Tanggal atau rentang A/B.';
COMMENT ON COLUMN stage.participants IS 'Jumlah kecamatan pada tahap ini.';
COMMENT ON COLUMN stage.advancing IS 'Jumlah yang lolos; pada tahap hasil: yang diberi penghargaan.';
COMMENT ON COLUMN stage.jury IS 'Penilai sebagaimana tertulis.';
COMMENT ON COLUMN stage.what IS 'Apa yang dinilai atau terjadi.';
COMMENT ON COLUMN stage.source_id IS 'Sumber.';

CREATE TABLE indicator (
    indicator_id VARCHAR PRIMARY KEY, edition_id VARCHAR, level VARCHAR NOT NULL, province_code VARCHAR, kabkota_code VARCHAR,
    year SMALLINT, code VARCHAR, name VARCHAR NOT NULL, weight DOUBLE, note VARCHAR, source_id VARCHAR NOT NULL
);
COMMENT ON TABLE indicator IS 'Satu baris per kriteria satu edisi menurut satu sumber.';
COMMENT ON COLUMN indicator.indicator_id IS 'Kunci dari isi baris.';
COMMENT ON COLUMN indicator.edition_id IS 'Edisi; kosong bila tahunnya tidak disebut.';
COMMENT ON COLUMN indicator.level IS 'provinsi atau kabkota.';
COMMENT ON COLUMN indicator.province_code IS 'Kode provinsi.';
COMMENT ON COLUMN indicator.kabkota_code IS 'Kode kabupaten/kota penyelenggara.';
COMMENT ON COLUMN indicator.year IS 'Tahun edisi.';
COMMENT ON COLUMN indicator.code IS 'Nomor atau huruf kriteria.';
COMMENT ON COLUMN indicator.name IS 'Nama kriteria.';
COMMENT ON COLUMN indicator.weight IS 'Bobot; kosong bila tidak dipublikasikan.';
COMMENT ON COLUMN indicator.note IS 'Catatan.';
COMMENT ON COLUMN indicator.source_id IS 'Sumber.';

CREATE TABLE skk_indicator (number SMALLINT PRIMARY KEY, name VARCHAR NOT NULL, note VARCHAR);
COMMENT ON TABLE skk_indicator IS 'Satu baris per indikator umum SKK, yang menjadi golongan inovasi; bukan kriteria satu edisi (tabel indicator).';
COMMENT ON COLUMN skk_indicator.number IS 'Nomor, mulai 1 tanpa lompatan.';
COMMENT ON COLUMN skk_indicator.name IS 'Nama.';
COMMENT ON COLUMN skk_indicator.note IS 'Catatan.';

CREATE TABLE indicator_set (
    set_id VARCHAR PRIMARY KEY, edition_id VARCHAR, level VARCHAR NOT NULL, province_code VARCHAR, kabkota_code VARCHAR,
    year SMALLINT, prefix VARCHAR NOT NULL, name VARCHAR NOT NULL, indicators INTEGER, weight DOUBLE, note VARCHAR,
    source_id VARCHAR NOT NULL
);
COMMENT ON TABLE indicator_set IS 'Satu baris per klaim satu halaman tentang satu susunan kriteria: berapa kriterianya dan berapa jumlah bobotnya.';
COMMENT ON COLUMN indicator_set.set_id IS 'Kunci dari isi baris.';
COMMENT ON COLUMN indicator_set.edition_id IS 'Edisi; kosong bila tahunnya tidak disebut.';
COMMENT ON COLUMN indicator_set.level IS 'provinsi atau kabkota.';
COMMENT ON COLUMN indicator_set.province_code IS 'Kode provinsi.';
COMMENT ON COLUMN indicator_set.kabkota_code IS 'Kode kabupaten/kota penyelenggara.';
COMMENT ON COLUMN indicator_set.year IS 'Tahun edisi.';
COMMENT ON COLUMN indicator_set.prefix IS 'Awalan kode kriteria susunan ini, tanpa nomornya; teks kosong untuk susunan utama.';
COMMENT ON COLUMN indicator_set.name IS 'Sebutan susunan.';
COMMENT ON COLUMN indicator_set.indicators IS 'Jumlah kriteria menurut halaman; kosong bila tidak disebut.';
COMMENT ON COLUMN indicator_set.weight IS 'Jumlah bobot menurut halaman; kosong bila tidak disebut.';
COMMENT ON COLUMN indicator_set.note IS 'Catatan.';
COMMENT ON COLUMN indicator_set.source_id IS 'Sumber.';

CREATE TABLE ruling (
    ruling_id VARCHAR PRIMARY KEY, year SMALLINT, level VARCHAR NOT NULL, code VARCHAR NOT NULL, source_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL, ruled VARCHAR NOT NULL, reason VARCHAR NOT NULL
);
COMMENT ON TABLE ruling IS 'Satu baris per keputusan editor tentang klaim satu sumber; klaimnya tetap ditampilkan seperti tercetak.';
COMMENT ON COLUMN ruling.ruling_id IS 'Kunci dari isi baris.';
COMMENT ON COLUMN ruling.year IS 'Tahun edisi yang tercetak pada klaim.';
COMMENT ON COLUMN ruling.level IS 'provinsi atau kabkota.';
COMMENT ON COLUMN ruling.code IS 'Kode wilayah penyelenggara.';
COMMENT ON COLUMN ruling.source_id IS 'Sumber yang klaimnya diputus.';
COMMENT ON COLUMN ruling.field IS 'edition_year, atau kecamatan "ejaan tercetak".';
COMMENT ON COLUMN ruling.ruled IS 'Nilai yang dipakai.';
COMMENT ON COLUMN ruling.reason IS 'Alasan.';

CREATE TABLE placement_claim (
    claim_id VARCHAR PRIMARY KEY, source_id VARCHAR NOT NULL, edition_id VARCHAR, place_id VARCHAR, level VARCHAR NOT NULL,
    province_code VARCHAR, kabkota_code VARCHAR, kecamatan_code VARCHAR, kabkota_printed VARCHAR, kecamatan_printed VARCHAR,
    class VARCHAR, year_printed SMALLINT, stage VARCHAR, placement VARCHAR NOT NULL, rank INTEGER, score DOUBLE,
    score_max DOUBLE, basis VARCHAR NOT NULL, ruling_id VARCHAR, note VARCHAR
);
COMMENT ON TABLE placement_claim IS 'Satu baris per klaim satu halaman tentang satu kecamatan pada satu edisi.';
COMMENT ON COLUMN placement_claim.claim_id IS 'Kunci dari isi klaim seperti tercetak.';
COMMENT ON COLUMN placement_claim.source_id IS 'Sumber.';
COMMENT ON COLUMN placement_claim.edition_id IS 'Edisi setelah keputusan editor; kosong: tahun atau kelas tidak diketahui, maka tidak diperingkat.';
COMMENT ON COLUMN placement_claim.place_id IS 'Kecamatan yang dimaksud dalam edisi itu; lihat standing.place_id.';
COMMENT ON COLUMN placement_claim.level IS 'provinsi atau kabkota.';
COMMENT ON COLUMN placement_claim.province_code IS 'Kode provinsi.';
COMMENT ON COLUMN placement_claim.kabkota_code IS 'Kode kabupaten/kota seperti tercetak.';
COMMENT ON COLUMN placement_claim.kecamatan_code IS 'Kode kecamatan setelah keputusan editor; kosong bila namanya tidak cocok atau tidak disebut.';
COMMENT ON COLUMN placement_claim.kabkota_printed IS 'Kabupaten/kota seperti tercetak.';
COMMENT ON COLUMN placement_claim.kecamatan_printed IS 'Kecamatan seperti tercetak.';
COMMENT ON COLUMN placement_claim.class IS 'Kelas seperti tercetak.';
COMMENT ON COLUMN placement_claim.year_printed IS 'Tahun edisi seperti tercetak.';
COMMENT ON COLUMN placement_claim.stage IS 'Tahap yang disebut.';
COMMENT ON COLUMN placement_claim.placement IS 'Gelar atau status: juara_N, harapan_N, terbaik_N, finalis, nominasi, wakil, peserta.';
COMMENT ON COLUMN placement_claim.rank IS 'Peringkat: yang tertulis, kalau tidak yang tersirat dari gelar.';
COMMENT ON COLUMN placement_claim.score IS 'Nilai yang tertulis.';
COMMENT ON COLUMN placement_claim.score_max IS 'Nilai maksimum yang tertulis.';
COMMENT ON COLUMN placement_claim.basis IS 'stated: dinyatakan halaman; inferred: disimpulkan penyusun katalog.';
COMMENT ON COLUMN placement_claim.ruling_id IS 'Keputusan editor yang diterapkan.';
COMMENT ON COLUMN placement_claim.note IS 'Catatan.';

CREATE TABLE score (
    edition_id VARCHAR NOT NULL, place_id VARCHAR NOT NULL, stage VARCHAR, juror VARCHAR, indicator VARCHAR,
    value DOUBLE NOT NULL, value_max DOUBLE, source_id VARCHAR NOT NULL
);
COMMENT ON TABLE score IS 'Satu baris per nilai: kecamatan, tahap, juri (kosong: gabungan), kriteria (kosong: total).';
COMMENT ON COLUMN score.edition_id IS 'Edisi.';
COMMENT ON COLUMN score.place_id IS 'Kecamatan; lihat standing.place_id.';
COMMENT ON COLUMN score.stage IS 'Tahap.';
COMMENT ON COLUMN score.juror IS 'Juri; kosong bila nilai gabungan.';
COMMENT ON COLUMN score.indicator IS 'Kriteria; kosong bila nilai total.';
COMMENT ON COLUMN score.value IS 'Nilai.';
COMMENT ON COLUMN score.value_max IS 'Nilai maksimum; kosong bila tidak dipublikasikan.';
COMMENT ON COLUMN score.source_id IS 'Sumber.';

CREATE TABLE scored_stage (
    edition_id VARCHAR NOT NULL, stage VARCHAR NOT NULL, kecamatan INTEGER NOT NULL, indicators INTEGER NOT NULL,
    jurors INTEGER NOT NULL, PRIMARY KEY (edition_id, stage)
);
COMMENT ON TABLE scored_stage IS 'Hasil: satu baris per edisi dan tahap yang nilainya per kriteria dan maksimumnya diketahui (tabel score).';
COMMENT ON COLUMN scored_stage.edition_id IS 'Edisi.';
COMMENT ON COLUMN scored_stage.stage IS 'Tahap.';
COMMENT ON COLUMN scored_stage.kecamatan IS 'Jumlah kecamatan yang dinilai.';
COMMENT ON COLUMN scored_stage.indicators IS 'Jumlah kriteria yang dinilai.';
COMMENT ON COLUMN scored_stage.jurors IS 'Jumlah juri; 0 bila hanya nilai gabungan yang diketahui.';

CREATE TABLE innovation_claim (
    claim_id VARCHAR PRIMARY KEY, innovation_id VARCHAR NOT NULL, name VARCHAR NOT NULL, expansion VARCHAR, kecamatan_code VARCHAR,
    kabkota_code VARCHAR, kecamatan_printed VARCHAR, year SMALLINT, indicator SMALLINT, indicator_basis VARCHAR, sector VARCHAR,
    actors VARCHAR, digital BOOLEAN, beneficiaries VARCHAR, context VARCHAR NOT NULL, description VARCHAR, source_id VARCHAR NOT NULL
);
COMMENT ON TABLE innovation_claim IS 'Satu baris per laporan satu halaman tentang satu inovasi.';
COMMENT ON COLUMN innovation_claim.claim_id IS 'Kunci dari isi baris.';
COMMENT ON COLUMN innovation_claim.innovation_id IS 'Inovasi yang dilaporkan.';
COMMENT ON COLUMN innovation_claim.name IS 'Nama inovasi.';
COMMENT ON COLUMN innovation_claim.expansion IS 'Kepanjangan nama.';
COMMENT ON COLUMN innovation_claim.kecamatan_code IS 'Kode kecamatan.';
COMMENT ON COLUMN innovation_claim.kabkota_code IS 'Kode kabupaten/kota.';
COMMENT ON COLUMN innovation_claim.kecamatan_printed IS 'Kecamatan seperti tercetak.';
COMMENT ON COLUMN innovation_claim.year IS 'Tahun dilaporkan.';
COMMENT ON COLUMN innovation_claim.indicator IS 'Nomor indikator (tabel skk_indicator).';
COMMENT ON COLUMN innovation_claim.indicator_basis IS 'stated: dinyatakan halaman; inferred: penilaian penyusun katalog; kosong: tidak diketahui.';
COMMENT ON COLUMN innovation_claim.sector IS 'Bidang.';
COMMENT ON COLUMN innovation_claim.actors IS 'Pelaku, dipisah titik koma.';
COMMENT ON COLUMN innovation_claim.digital IS 'Berbasis digital; kosong bila tidak diketahui.';
COMMENT ON COLUMN innovation_claim.beneficiaries IS 'Penerima manfaat.';
COMMENT ON COLUMN innovation_claim.context IS 'skk: dilaporkan untuk lomba; lain: berita layanan lain.';
COMMENT ON COLUMN innovation_claim.description IS 'Uraian.';
COMMENT ON COLUMN innovation_claim.source_id IS 'Sumber.';

CREATE TABLE recognition (
    recognition_id VARCHAR PRIMARY KEY, innovation_id VARCHAR, name VARCHAR NOT NULL, kecamatan_code VARCHAR, kabkota_code VARCHAR,
    year SMALLINT, kind VARCHAR NOT NULL, what VARCHAR NOT NULL, source_id VARCHAR NOT NULL
);
COMMENT ON TABLE recognition IS 'Satu baris per klaim satu halaman tentang penghargaan atau peniruan sebuah inovasi.';
COMMENT ON COLUMN recognition.recognition_id IS 'Kunci dari isi baris.';
COMMENT ON COLUMN recognition.innovation_id IS 'Inovasi yang dimaksud.';
COMMENT ON COLUMN recognition.name IS 'Nama inovasi seperti pada innovation_claim.';
COMMENT ON COLUMN recognition.kecamatan_code IS 'Kode kecamatan.';
COMMENT ON COLUMN recognition.kabkota_code IS 'Kode kabupaten/kota.';
COMMENT ON COLUMN recognition.year IS 'Tahun; kosong bila tidak disebut.';
COMMENT ON COLUMN recognition.kind IS 'award: penghargaan atau peringkat; copied: halaman menyebutnya ditiru atau direplikasi tempat lain.';
COMMENT ON COLUMN recognition.what IS 'Uraian.';
COMMENT ON COLUMN recognition.source_id IS 'Sumber.';

CREATE TABLE innovation_count (
    year SMALLINT, kabkota_code VARCHAR, kecamatan_code VARCHAR, indicator VARCHAR NOT NULL, innovation_count INTEGER NOT NULL,
    basis VARCHAR NOT NULL, source_id VARCHAR NOT NULL, note VARCHAR
);
COMMENT ON TABLE innovation_count IS 'Satu baris per jumlah inovasi yang diklaim satu halaman.';
COMMENT ON COLUMN innovation_count.year IS 'Tahun.';
COMMENT ON COLUMN innovation_count.kabkota_code IS 'Kode kabupaten/kota.';
COMMENT ON COLUMN innovation_count.kecamatan_code IS 'Kode kecamatan.';
COMMENT ON COLUMN innovation_count.indicator IS 'Nomor indikator (tabel skk_indicator), atau total.';
COMMENT ON COLUMN innovation_count.innovation_count IS 'Jumlah yang diklaim.';
COMMENT ON COLUMN innovation_count.basis IS 'stated: dinyatakan halaman; inferred: dihitung penyusun katalog.';
COMMENT ON COLUMN innovation_count.source_id IS 'Sumber.';
COMMENT ON COLUMN innovation_count.note IS 'Catatan.';

CREATE TABLE codebook (
    rule_id VARCHAR PRIMARY KEY, sector VARCHAR, keywords VARCHAR NOT NULL, indicator SMALLINT NOT NULL, reason VARCHAR NOT NULL
);
COMMENT ON TABLE codebook IS 'Satu baris per aturan yang mengusulkan indikator bagi inovasi yang indikatornya tidak diketahui.';
COMMENT ON COLUMN codebook.rule_id IS 'Kunci dari bidang dan kata kunci.';
COMMENT ON COLUMN codebook.sector IS 'Bidang yang disyaratkan; kosong: semua bidang.';
COMMENT ON COLUMN codebook.keywords IS 'Kata kunci, dipisah titik koma; satu saja cukup.';
COMMENT ON COLUMN codebook.indicator IS 'Nomor indikator yang diusulkan.';
COMMENT ON COLUMN codebook.reason IS 'Alasan menurut daftar tugas camat.';

CREATE TABLE event (
    date VARCHAR NOT NULL, level VARCHAR NOT NULL, code VARCHAR NOT NULL, kind VARCHAR NOT NULL, what VARCHAR NOT NULL, source_id VARCHAR NOT NULL
);
COMMENT ON TABLE event IS 'Satu baris per peristiwa di sekitar lomba.';
COMMENT ON COLUMN event.date IS 'TTTT-BB atau TTTT-BB-HH.';
COMMENT ON COLUMN event.level IS 'provinsi, kabkota, atau kecamatan.';
COMMENT ON COLUMN event.code IS 'Kode wilayah.';
COMMENT ON COLUMN event.kind IS 'pembinaan, penghargaan, atau kunjungan.';
COMMENT ON COLUMN event.what IS 'Uraian.';
COMMENT ON COLUMN event.source_id IS 'Sumber.';

CREATE TABLE kabkota_award (
    award_year SMALLINT NOT NULL, category VARCHAR NOT NULL, criterion VARCHAR, kabkota_code VARCHAR, count INTEGER,
    source_id VARCHAR NOT NULL, note VARCHAR
);
COMMENT ON TABLE kabkota_award IS 'Satu baris per klaim penghargaan Pembina Terbaik bagi kabupaten/kota.';
COMMENT ON COLUMN kabkota_award.award_year IS 'Tahun penghargaan.';
COMMENT ON COLUMN kabkota_award.category IS 'Kategori.';
COMMENT ON COLUMN kabkota_award.criterion IS 'Syarat kategori.';
COMMENT ON COLUMN kabkota_award.kabkota_code IS 'Penerima; kosong bila tidak terbaca.';
COMMENT ON COLUMN kabkota_award.count IS 'Jumlah kecamatan yang disebut.';
COMMENT ON COLUMN kabkota_award.source_id IS 'Sumber.';
COMMENT ON COLUMN kabkota_award.note IS 'Catatan.';

CREATE TABLE standing (
    edition_id VARCHAR NOT NULL, place_id VARCHAR NOT NULL, kecamatan_code VARCHAR, kabkota_code VARCHAR, place_name VARCHAR NOT NULL,
    title VARCHAR NOT NULL, rank_low INTEGER, rank_high INTEGER, is_tied BOOLEAN NOT NULL, rank_basis VARCHAR,
    stage_reached VARCHAR, is_finalist BOOLEAN NOT NULL, score DOUBLE, score_max DOUBLE, score_stage VARCHAR, sources INTEGER NOT NULL,
    publishers INTEGER NOT NULL, is_disputed BOOLEAN NOT NULL, is_ruled BOOLEAN NOT NULL, is_inferred BOOLEAN NOT NULL,
    PRIMARY KEY (edition_id, place_id)
);
COMMENT ON TABLE standing IS 'Hasil: satu baris per edisi dan kecamatan, disimpulkan dari tabel placement_claim menurut aturan 0 sampai 7.';
COMMENT ON COLUMN standing.edition_id IS 'Edisi.';
COMMENT ON COLUMN standing.place_id IS 'Kode kecamatan; bila tidak diketahui: kode kabupaten/kota, titik dua, nama tercetak.';
COMMENT ON COLUMN standing.kecamatan_code IS 'Kode kecamatan; kosong bila tidak disebut atau tidak cocok.';
COMMENT ON COLUMN standing.kabkota_code IS 'Kode kabupaten/kota.';
COMMENT ON COLUMN standing.place_name IS 'Nama kecamatan, atau keterangan bila namanya tidak disebut.';
COMMENT ON COLUMN standing.title IS 'Gelar yang paling didukung: juara_N, harapan_N, terbaik_N, finalis, nominasi, wakil, peserta.';
COMMENT ON COLUMN standing.rank_low IS 'Peringkat terbaik yang mungkin.';
COMMENT ON COLUMN standing.rank_high IS 'Peringkat terendah yang mungkin; kosong bila tidak berbatas.';
COMMENT ON COLUMN standing.is_tied IS 'Peringkat bersama yang dinyatakan satu sumber.';
COMMENT ON COLUMN standing.rank_basis IS 'stated, inferred, contested (sumber sama kuat), elimination, finalist, shortlist, entrant; kosong: tidak diketahui.';
COMMENT ON COLUMN standing.stage_reached IS 'Tahap terjauh yang disebut.';
COMMENT ON COLUMN standing.is_finalist IS 'Termasuk finalis.';
COMMENT ON COLUMN standing.score IS 'Nilai total yang paling didukung.';
COMMENT ON COLUMN standing.score_max IS 'Nilai maksimumnya; kosong bila tidak dipublikasikan.';
COMMENT ON COLUMN standing.score_stage IS 'Tahap nilai itu, yang terjauh yang bernilai; kosong bila tidak disebut. Nilai tahap yang berbeda tidak sebanding.';
COMMENT ON COLUMN standing.sources IS 'Jumlah halaman sumber.';
COMMENT ON COLUMN standing.publishers IS 'Jumlah penerbit yang berbeda.';
COMMENT ON COLUMN standing.is_disputed IS 'Ada sengketa yang menyangkut baris ini.';
COMMENT ON COLUMN standing.is_ruled IS 'Ada klaim yang diputus editor.';
COMMENT ON COLUMN standing.is_inferred IS 'Semua klaimnya disimpulkan penyusun katalog; tidak satu pun dinyatakan halaman.';

CREATE TABLE success (kecamatan_code VARCHAR PRIMARY KEY, is_finalist BOOLEAN, last_year SMALLINT NOT NULL);
COMMENT ON TABLE success IS 'Hasil: satu baris per kecamatan yang tercatat di suatu edisi.';
COMMENT ON COLUMN success.kecamatan_code IS 'Kode kecamatan.';
COMMENT ON COLUMN success.is_finalist IS 'Pernah menjadi finalis SKK di tingkat provinsi; kosong bila tidak tercatat di edisi SKK.';
COMMENT ON COLUMN success.last_year IS 'Tahun terakhir tercatat, juga di ajang kerabat.';

CREATE TABLE innovation (
    innovation_id VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, expansion VARCHAR, kecamatan_code VARCHAR, kabkota_code VARCHAR,
    indicator SMALLINT, indicator_basis VARCHAR NOT NULL, sector VARCHAR, actors VARCHAR, digital BOOLEAN,
    beneficiaries VARCHAR, description VARCHAR, context VARCHAR NOT NULL, first_year SMALLINT, last_year SMALLINT, sources INTEGER NOT NULL
);
COMMENT ON TABLE innovation IS 'Hasil: satu baris per inovasi satu kecamatan; laporan digabung menurut aturan 8.';
COMMENT ON COLUMN innovation.innovation_id IS 'Kunci dari kecamatan dan nama.';
COMMENT ON COLUMN innovation.name IS 'Nama yang paling sering tercetak.';
COMMENT ON COLUMN innovation.expansion IS 'Kepanjangan yang paling sering tercetak.';
COMMENT ON COLUMN innovation.kecamatan_code IS 'Kode kecamatan; kosong bila tidak disebut.';
COMMENT ON COLUMN innovation.kabkota_code IS 'Kode kabupaten/kota.';
COMMENT ON COLUMN innovation.indicator IS 'Nomor indikator (tabel skk_indicator).';
COMMENT ON COLUMN innovation.indicator_basis IS 'stated, inferred, atau unknown.';
COMMENT ON COLUMN innovation.sector IS 'Bidang.';
COMMENT ON COLUMN innovation.actors IS 'Pelaku yang disebut laporan mana pun, dipisah titik koma.';
COMMENT ON COLUMN innovation.digital IS 'Berbasis digital menurut satu laporan atau lebih; kosong bila tidak diketahui.';
COMMENT ON COLUMN innovation.beneficiaries IS 'Penerima manfaat.';
COMMENT ON COLUMN innovation.description IS 'Uraian yang terpanjang.';
COMMENT ON COLUMN innovation.context IS 'skk bila satu laporan saja menyebutnya untuk lomba; lain bila tidak.';
COMMENT ON COLUMN innovation.first_year IS 'Tahun pertama dilaporkan.';
COMMENT ON COLUMN innovation.last_year IS 'Tahun terakhir dilaporkan.';
COMMENT ON COLUMN innovation.sources IS 'Jumlah halaman sumber.';

CREATE TABLE proposal (
    innovation_id VARCHAR PRIMARY KEY, indicator SMALLINT NOT NULL, words VARCHAR NOT NULL, reason VARCHAR NOT NULL
);
COMMENT ON TABLE proposal IS 'Hasil: satu baris per inovasi yang baginya buku kode mengusulkan indikator, juga bila indikatornya diketahui.';
COMMENT ON COLUMN proposal.innovation_id IS 'Inovasi.';
COMMENT ON COLUMN proposal.indicator IS 'Nomor indikator yang diusulkan.';
COMMENT ON COLUMN proposal.words IS 'Kata kunci yang ditemukan, dipisah titik koma.';
COMMENT ON COLUMN proposal.reason IS 'Alasan tiap aturan yang cocok.';

CREATE TABLE proposal_check (
    basis VARCHAR NOT NULL, indicator SMALLINT NOT NULL, proposed SMALLINT NOT NULL, innovations INTEGER NOT NULL,
    PRIMARY KEY (basis, indicator, proposed)
);
COMMENT ON TABLE proposal_check IS 'Hasil: buku kode diuji pada inovasi yang indikatornya diketahui; satu baris per pasang indikator yang diketahui dan yang diusulkan.';
COMMENT ON COLUMN proposal_check.basis IS 'stated atau inferred; lihat innovation.indicator_basis.';
COMMENT ON COLUMN proposal_check.indicator IS 'Nomor indikator yang diketahui.';
COMMENT ON COLUMN proposal_check.proposed IS 'Nomor indikator yang diusulkan; 0: buku kode tidak mengusulkan.';
COMMENT ON COLUMN proposal_check.innovations IS 'Jumlah inovasi.';

CREATE TABLE innovation_reason (
    innovation_id VARCHAR NOT NULL, kind VARCHAR NOT NULL, year SMALLINT, what VARCHAR, number INTEGER, edition_id VARCHAR,
    other_id VARCHAR, source_id VARCHAR
);
COMMENT ON TABLE innovation_reason IS 'Hasil: satu baris per alasan untuk meniru sebuah inovasi, menurut aturan 13.';
COMMENT ON COLUMN innovation_reason.innovation_id IS 'Inovasi.';
COMMENT ON COLUMN innovation_reason.kind IS 'copied, award, placed, publishers, years, atau namesake.';
COMMENT ON COLUMN innovation_reason.year IS 'copied, award: tahun yang disebut; placed: tahun edisi; namesake: tahun laporan lain; selain itu kosong.';
COMMENT ON COLUMN innovation_reason.what IS 'copied, award: uraian; years: tahun-tahunnya; selain itu kosong.';
COMMENT ON COLUMN innovation_reason.number IS 'publishers: jumlah penerbit; years: jumlah tahun; namesake: jumlah tempat lain; selain itu kosong.';
COMMENT ON COLUMN innovation_reason.edition_id IS 'placed: edisi; selain itu kosong.';
COMMENT ON COLUMN innovation_reason.other_id IS 'namesake: inovasi lain yang pertama; selain itu kosong.';
COMMENT ON COLUMN innovation_reason.source_id IS 'copied, award: sumber; selain itu kosong.';

CREATE TABLE innovation_worth (
    innovation_id VARCHAR PRIMARY KEY, name_key VARCHAR NOT NULL, kinds VARCHAR NOT NULL, position INTEGER NOT NULL
);
COMMENT ON TABLE innovation_worth IS 'Hasil: satu baris per inovasi, urutannya di antara yang layak ditiru menurut aturan 13.';
COMMENT ON COLUMN innovation_worth.innovation_id IS 'Inovasi.';
COMMENT ON COLUMN innovation_worth.name_key IS 'Namanya dalam huruf dan angka saja, tanpa yang dalam kurung dan tanpa nama kecamatannya.';
COMMENT ON COLUMN innovation_worth.kinds IS 'Jenis alasan, yang terkuat dahulu, dipisah titik koma; kosong bila tidak ada.';
COMMENT ON COLUMN innovation_worth.position IS 'Urutan, mulai dari 1.';

CREATE TABLE innovation_spread (
    context VARCHAR NOT NULL, property VARCHAR NOT NULL, is_proposed BOOLEAN NOT NULL, value VARCHAR NOT NULL, code VARCHAR NOT NULL,
    indicator SMALLINT NOT NULL, basis VARCHAR NOT NULL, innovations INTEGER NOT NULL, kecamatan INTEGER NOT NULL,
    PRIMARY KEY (context, property, is_proposed, value, code, indicator, basis)
);
COMMENT ON TABLE innovation_spread IS 'Hasil: satu baris per sifat inovasi, nilainya, indikator, dan dasar indikator itu.';
COMMENT ON COLUMN innovation_spread.context IS 'skk atau lain; lihat innovation.context.';
COMMENT ON COLUMN innovation_spread.property IS 'sector, year (tahun pertama), success, kabkota, digital, actor; nothing: semua inovasi bersama.';
COMMENT ON COLUMN innovation_spread.is_proposed IS 'Benar: indikator yang tidak diketahui dihitung sebagai yang diusulkan buku kode.';
COMMENT ON COLUMN innovation_spread.value IS 'Nilai sifat itu; teks kosong bila tidak diketahui.';
COMMENT ON COLUMN innovation_spread.code IS 'Kode kabupaten/kota; bagi sifat lain sama dengan nilainya.';
COMMENT ON COLUMN innovation_spread.indicator IS 'Nomor indikator; 0: tidak diketahui.';
COMMENT ON COLUMN innovation_spread.basis IS 'stated, inferred, rule (usulan buku kode), atau unknown.';
COMMENT ON COLUMN innovation_spread.innovations IS 'Jumlah inovasi; yang pelakunya beberapa terhitung sekali pada tiap pelaku.';
COMMENT ON COLUMN innovation_spread.kecamatan IS 'Jumlah kecamatan asalnya.';

CREATE SCHEMA search;
CREATE TABLE search.posting (
    stem VARCHAR PRIMARY KEY, innovations STRUCT(innovation_id VARCHAR, weight DOUBLE, share DOUBLE)[] NOT NULL
);
COMMENT ON TABLE search.posting IS 'Indeks pencarian: satu baris per kata dasar.';
COMMENT ON COLUMN search.posting.stem IS 'Kata dasar.';
COMMENT ON COLUMN search.posting.innovations IS 'Inovasi yang memuatnya. weight: bobot tempatnya (nama 4, kepanjangan 3, wilayah 2, uraian 1). share: bagian kata ini dalam vektor TF-IDF bernorma 1 dari inovasi itu; 0 untuk nama wilayah dan bilangan.';
CREATE TABLE search.vector (
    innovation_id VARCHAR PRIMARY KEY, words STRUCT(stem VARCHAR, word VARCHAR, share DOUBLE)[] NOT NULL
);
COMMENT ON TABLE search.vector IS 'Indeks pencarian: satu baris per inovasi, kebalikan dari search.posting.';
COMMENT ON COLUMN search.vector.innovation_id IS 'Inovasi.';
COMMENT ON COLUMN search.vector.words IS 'Kata dasar yang share-nya lebih dari 0, dan katanya seperti tertulis di sana.';
CREATE TABLE search.vocabulary (word VARCHAR PRIMARY KEY, stem VARCHAR NOT NULL, rarity DOUBLE NOT NULL);
COMMENT ON TABLE search.vocabulary IS 'Indeks pencarian: satu baris per kata.';
COMMENT ON COLUMN search.vocabulary.word IS 'Kata, huruf kecil tanpa aksen.';
COMMENT ON COLUMN search.vocabulary.stem IS 'Kata dasar menurut penyaring imbuhan bahasa Indonesia.';
COMMENT ON COLUMN search.vocabulary.rarity IS 'ln(1 + N / n): N semua inovasi, n yang memuat kata dasar ini.';

CREATE TABLE dispute (
    dispute_id VARCHAR PRIMARY KEY, kind VARCHAR NOT NULL, edition_id VARCHAR NOT NULL, subject VARCHAR NOT NULL, shown VARCHAR
);
COMMENT ON TABLE dispute IS 'Satu baris per pertentangan antarklaim.';
COMMENT ON COLUMN dispute.dispute_id IS 'Kunci dari jenis, edisi, dan pokok.';
COMMENT ON COLUMN dispute.kind IS 'two_ranks, one_rank, kabkota, two_entries, finalists, entrants, score, innovations.';
COMMENT ON COLUMN dispute.edition_id IS 'Edisi.';
COMMENT ON COLUMN dispute.subject IS 'Yang diperselisihkan: place_id, peringkat, kode kabupaten/kota, kode kecamatan, atau ukuran.';
COMMENT ON COLUMN dispute.shown IS 'Nilai yang ditampilkan; kosong bila kedua sisi sama kuat.';

CREATE TABLE dispute_claim (
    dispute_id VARCHAR NOT NULL, position VARCHAR NOT NULL, source_id VARCHAR NOT NULL, is_shown BOOLEAN NOT NULL,
    PRIMARY KEY (dispute_id, position, source_id)
);
COMMENT ON TABLE dispute_claim IS 'Satu baris per sumber dan nilai yang dibelanya dalam satu sengketa.';
COMMENT ON COLUMN dispute_claim.dispute_id IS 'Sengketa.';
COMMENT ON COLUMN dispute_claim.position IS 'Nilai menurut sumber ini: place_id, peringkat, kode kabupaten/kota, jumlah, atau nilai.';
COMMENT ON COLUMN dispute_claim.source_id IS 'Sumber.';
COMMENT ON COLUMN dispute_claim.is_shown IS 'Benar bila nilai ini yang ditampilkan.';

CREATE TABLE import (
    import_id VARCHAR PRIMARY KEY, edition_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL, imported_at VARCHAR NOT NULL
);
COMMENT ON TABLE import IS 'Satu baris per berkas impor yang isinya termasuk dalam terbitan ini.';
COMMENT ON COLUMN import.import_id IS 'Kunci, dan nama folder impor itu.';
COMMENT ON COLUMN import.edition_id IS 'Edisi yang diimpor.';
COMMENT ON COLUMN import.source_id IS 'Sumber yang mewakili berkas itu.';
COMMENT ON COLUMN import.file IS 'Nama berkas.';
COMMENT ON COLUMN import.sha256 IS 'Sidik SHA-256 berkas aslinya.';
COMMENT ON COLUMN import.imported_at IS 'Waktu impor, UTC, TTTT-BB-HHTJJ:MM:DD.';

CREATE TABLE build (
    version VARCHAR NOT NULL, built_at TIMESTAMP NOT NULL, origin VARCHAR NOT NULL, kind VARCHAR NOT NULL
);
COMMENT ON TABLE build IS 'Satu baris: terbitan ini.';
COMMENT ON COLUMN build.version IS 'Sidik isi: SHA-256 dari seluruh tabel lain.';
COMMENT ON COLUMN build.built_at IS 'Waktu dibuat, UTC.';
COMMENT ON COLUMN build.origin IS 'Dari apa dibuat.';
COMMENT ON COLUMN build.kind IS 'published (terbit) atau simulated (simulasi).';
