//! What each command takes.

use super::data::DataArgs;
use super::rules::RuleArgs;
use super::values::{km, level, listen, locale, status};
use crate::model::{Level, Npsn, Status};
use crate::publish::Locale;
use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

/// `imbas serve`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ServeArgs {
    /// Daftar sekolah: berkas atau folder (CSV, XLSX, JSON, GeoJSON); tanpa ini contoh rekaan
    #[arg(value_name = "DAFTAR", help_heading = "Masukan")]
    pub(in crate::cli) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) data: DataArgs,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    /// Rencana pembanding untuk /regions/{kode}/diff
    #[arg(long, value_name = "RENCANA", help_heading = "Masukan")]
    pub(in crate::cli) compare_plan: Option<PathBuf>,
    /// Kantor yang melayani beberapa wilayah: TOML `[[office]]` atau CSV `kantor,wilayah`
    #[arg(long, value_name = "BERKAS", help_heading = "Masukan")]
    pub(in crate::cli) offices: Option<PathBuf>,
    /// Alamat dan porta [bawaan: 127.0.0.1:8080; juga IMBAS_LISTEN]
    #[arg(
        long,
        value_name = "HOST:PORT",
        value_parser = listen,
        default_value = "127.0.0.1:8080",
        env = "IMBAS_LISTEN",
        hide_default_value = true,
        hide_env = true,
        help_heading = "Layanan"
    )]
    pub(in crate::cli) listen: SocketAddr,
    /// Alamat yang dilihat orang, untuk tautan, misalnya https://imbas.example.go.id [juga IMBAS_PUBLIC_URL]
    #[arg(long, value_name = "URL", env = "IMBAS_PUBLIC_URL", hide_env = true, help_heading = "Layanan")]
    pub(in crate::cli) public_url: Option<String>,
    /// Peta dasar: berkas .pmtiles, alamat petak https://.../{z}/{x}/{y}.png, atau alamat gaya MapLibre
    #[arg(long, value_name = "BERKAS|URL", help_heading = "Layanan")]
    pub(in crate::cli) basemap: Option<String>,
    /// Memori untuk petak peta yang sudah digambar, dalam MiB; 0 menggambar setiap kali [bawaan: 64]
    #[arg(long, value_name = "MIB", default_value_t = 64, hide_default_value = true, value_parser = RangedU64ValueParser::<usize>::new().range(..=16_384), help_heading = "Layanan")]
    pub(in crate::cli) tile_cache: usize,
    /// Pemilik peta dasar, tertulis di sudut peta, misalnya "© OpenStreetMap contributors"
    #[arg(long, value_name = "TEKS", help_heading = "Layanan")]
    pub(in crate::cli) basemap_attribution: Option<String>,
}

/// `imbas audit`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AuditArgs {
    /// Daftar sekolah: berkas atau folder (CSV, XLSX, JSON, GeoJSON)
    #[arg(value_name = "DAFTAR", required = true, help_heading = "Masukan")]
    pub(in crate::cli) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) data: DataArgs,
    /// table untuk dibaca, json untuk program, csv sebagai daftar perbaikan per kecamatan [bawaan: table]
    #[arg(
        long,
        value_enum,
        default_value = "table",
        value_name = "BENTUK",
        hide_possible_values = true,
        help_heading = "Keluaran"
    )]
    pub(in crate::cli) format: Format,
    /// Kode keluar 1 bila ada temuan seberat ini: error, warning, never [bawaan: error]
    #[arg(
        long,
        value_enum,
        default_value = "error",
        value_name = "BERAT",
        hide_possible_values = true,
        help_heading = "Keluaran"
    )]
    pub(in crate::cli) fail_on: FailOn,
}

/// The form of the audit on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    Table,
    Json,
    Csv,
}

/// The severity from which on the audit fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FailOn {
    Error,
    Warning,
    Never,
}

/// `imbas plan`.
#[derive(Debug, Args)]
pub(in crate::cli) struct PlanArgs {
    /// Daftar sekolah: berkas atau folder (CSV, XLSX, JSON, GeoJSON)
    #[arg(value_name = "DAFTAR", required = true, help_heading = "Masukan")]
    pub(in crate::cli) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) data: DataArgs,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    /// Berkas rencana; `-` untuk keluaran standar [bawaan: plan.json]
    #[arg(long, value_name = "BERKAS", default_value = "plan.json", hide_default_value = true, help_heading = "Keluaran")]
    pub(in crate::cli) output: PathBuf,
    /// Kode keluar 1 bila masih ada sekolah yang belum terjangkau
    #[arg(long, help_heading = "Keluaran")]
    pub(in crate::cli) fail_on_unreached: bool,
}

/// `imbas check`.
#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    /// Berkas rencana dari `imbas plan`
    #[arg(value_name = "RENCANA", help_heading = "Masukan")]
    pub(in crate::cli) plan: PathBuf,
    /// Daftar sekolah yang sama seperti saat rencana disusun
    #[arg(value_name = "DAFTAR", required = true, help_heading = "Masukan")]
    pub(in crate::cli) inputs: Vec<PathBuf>,
    /// Program yang diharapkan; rencana dengan program lain ditolak (aturan tertulis dalam rencana)
    #[arg(long, value_name = "PROGRAM", help_heading = "Masukan")]
    pub(in crate::cli) programme: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) data: DataArgs,
}

/// `imbas neighbours`.
#[derive(Debug, Args)]
pub(in crate::cli) struct NeighboursArgs {
    /// Daftar sekolah: berkas atau folder (CSV, XLSX, JSON, GeoJSON)
    #[arg(value_name = "DAFTAR", required = true, help_heading = "Masukan")]
    pub(in crate::cli) inputs: Vec<PathBuf>,
    /// NPSN sekolah yang ditanyakan
    #[arg(long, value_name = "NPSN", help_heading = "Tetangga")]
    pub(in crate::cli) npsn: Npsn,
    /// Paling banyak sekian tetangga [bawaan: 10, atau semua bila --within-km diberikan]
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..), help_heading = "Tetangga")]
    pub(in crate::cli) count: Option<usize>,
    /// Hanya sampai jarak ini
    #[arg(long, value_name = "KM", value_parser = km, help_heading = "Tetangga")]
    pub(in crate::cli) within_km: Option<f64>,
    /// Hanya jenjang ini: PAUD, SD, SMP, SMA, SMK, SLB
    #[arg(long, value_name = "JENJANG", value_parser = level(), ignore_case = true, hide_possible_values = true, help_heading = "Tetangga")]
    pub(in crate::cli) level: Option<Level>,
    /// Hanya bentuk pendidikan ini, misalnya SD atau MI
    #[arg(long, value_name = "BENTUK", help_heading = "Tetangga")]
    pub(in crate::cli) form: Option<String>,
    /// Hanya negeri atau swasta
    #[arg(long, value_name = "STATUS", value_parser = status(), ignore_case = true, hide_possible_values = true, help_heading = "Tetangga")]
    pub(in crate::cli) status: Option<Status>,
    /// Hanya hub
    #[arg(long, help_heading = "Tetangga")]
    pub(in crate::cli) hub: bool,
    /// Hanya sekolah di wilayah ini (kode Kemendagri)
    #[arg(long, value_name = "KODE", help_heading = "Tetangga")]
    pub(in crate::cli) region: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) data: DataArgs,
}

/// `imbas diff`.
#[derive(Debug, Args)]
pub(in crate::cli) struct DiffArgs {
    /// Rencana lama
    #[arg(value_name = "RENCANA", help_heading = "Masukan")]
    pub(in crate::cli) before: PathBuf,
    /// Rencana baru
    #[arg(value_name = "RENCANA", help_heading = "Masukan")]
    pub(in crate::cli) after: PathBuf,
    /// Daftar sekolah, untuk nama dan rincian per wilayah
    #[arg(value_name = "DAFTAR", help_heading = "Masukan")]
    pub(in crate::cli) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) data: DataArgs,
    /// table untuk dibaca, json untuk program, csv untuk lembar kerja, html untuk peramban [bawaan: table]
    #[arg(
        long,
        value_enum,
        default_value = "table",
        value_name = "BENTUK",
        hide_possible_values = true,
        help_heading = "Keluaran"
    )]
    pub(in crate::cli) format: DiffFormat,
    /// Cara menulis CSV: en atau id [bawaan: en]
    #[arg(long, value_name = "CARA", value_parser = locale(), ignore_case = true, default_value = "en", hide_default_value = true, hide_possible_values = true, help_heading = "Keluaran")]
    pub(in crate::cli) locale: Locale,
}

/// The form of a difference on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    Table,
    Json,
    Csv,
    Html,
}

/// `imbas export`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportArgs {
    /// Daftar sekolah: berkas atau folder (CSV, XLSX, JSON, GeoJSON)
    #[arg(value_name = "DAFTAR", required = true, help_heading = "Masukan")]
    pub(in crate::cli) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) data: DataArgs,
    /// Aturan rencana; `--region` dan `--level` di sini memotong hasil, bukan rencananya
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    /// Kantor yang melayani beberapa wilayah: TOML `[[office]]` atau CSV `kantor,wilayah`; lampirannya dengan --office
    #[arg(long, value_name = "BERKAS", requires = "office", help_heading = "Masukan")]
    pub(in crate::cli) offices: Option<PathBuf>,
    /// Lampiran satu kantor, menurut id-nya
    #[arg(long, value_name = "ID", requires = "offices", conflicts_with = "region", help_heading = "Keluaran")]
    pub(in crate::cli) office: Option<String>,
    /// geojson, geojsonseq, csv, xlsx, gpkg, fgb, parquet, pmtiles, atau html [bawaan: dari akhiran nama berkas]
    #[arg(long, value_name = "BENTUK", help_heading = "Keluaran")]
    pub(in crate::cli) format: Option<String>,
    /// schools, clusters, links, regions, findings, atau assignments (lampiran); boleh diulang untuk gpkg, xlsx, dan pmtiles [bawaan: semua untuk ketiganya, lainnya schools]
    #[arg(long = "collection", value_name = "KOLEKSI", help_heading = "Keluaran")]
    pub(in crate::cli) collections: Vec<String>,
    /// Cara menulis CSV: en (koma, titik desimal) atau id (titik koma, koma desimal, untuk Excel) [bawaan: en]
    #[arg(long, value_name = "CARA", value_parser = locale(), ignore_case = true, default_value = "en", hide_default_value = true, hide_possible_values = true, help_heading = "Keluaran")]
    pub(in crate::cli) locale: Locale,
    /// Berkas yang ditulis; `-` untuk keluaran standar
    #[arg(long, value_name = "BERKAS", help_heading = "Keluaran")]
    pub(in crate::cli) output: PathBuf,
}

/// `imbas demo`.
#[derive(Debug, Args)]
pub(in crate::cli) struct DemoArgs {
    /// Banyaknya baris sekolah; makin banyak sekolah, makin banyak pulau, bukan makin padat [bawaan: 600]
    #[arg(long, value_name = "N", default_value_t = crate::demo::EMBEDDED_SCHOOLS, hide_default_value = true, help_heading = "Rekaan",
          value_parser = RangedU64ValueParser::<u64>::new().range(1..=crate::demo::MAX_SCHOOLS))]
    pub(in crate::cli) schools: u64,
    /// Benih bilangan acak: benih yang sama, berkas yang sama [bawaan: 2027]
    #[arg(long, value_name = "S", default_value_t = crate::demo::EMBEDDED_SEED, hide_default_value = true, help_heading = "Rekaan")]
    pub(in crate::cli) seed: u64,
    /// Berkas CSV yang ditulis; `-` untuk keluaran standar
    #[arg(long, value_name = "BERKAS", help_heading = "Rekaan")]
    pub(in crate::cli) output: PathBuf,
    /// Berkas GeoJSON batas wilayah yang ditulis
    #[arg(long, value_name = "BERKAS", help_heading = "Rekaan")]
    pub(in crate::cli) boundaries_output: Option<PathBuf>,
    /// Tanamkan setiap jenis kesalahan yang ada pada daftar nyata
    #[arg(long, help_heading = "Rekaan")]
    pub(in crate::cli) defects: bool,
}
