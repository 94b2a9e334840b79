//! What can be typed. The help speaks Indonesian, because planners read it; names of commands and options are English.

use crate::audit;
use crate::model::{Level, Npsn, RegionLevel, Status};
use crate::plan::Overrides;
use crate::publish::Locale;
use clap::builder::{PossibleValuesParser, RangedU64ValueParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;

const TEMPLATE: &str = "{before-help}{about-with-newline}\nPemakaian: {usage}\n\n{all-args}{after-help}";

const EXIT_CODES: &str = "\
Kode keluar:
  0  selesai
  1  selesai, tetapi syarat yang diminta untuk gagal terpenuhi (--fail-on, --fail-on-unreached, rencana ditolak)
  2  pekerjaan tidak dapat dilakukan; sebabnya tertulis

Contoh:
  imbas                                            layani contoh rekaan di http://127.0.0.1:8080
  imbas audit sekolah.xlsx --boundaries kecamatan.geojson
  imbas plan sekolah.xlsx --hubs hub.csv --programme sekolah-penggerak --output plan.json
  imbas check plan.json sekolah.xlsx --hubs hub.csv
  imbas serve sekolah.xlsx --hubs hub.csv --boundaries kecamatan.geojson";

/// Menyusun gugus pengimbasan yang terbukti terbaik dari daftar sekolah yang apa adanya, dan melayaninya sebagai GeoJSON.
#[derive(Debug, Parser)]
#[command(name = "imbas", version, help_template = TEMPLATE, after_help = EXIT_CODES, subcommand_help_heading = "Perintah")]
#[command(disable_help_subcommand = true, disable_help_flag = true, disable_version_flag = true)]
#[command(args_conflicts_with_subcommands = true, override_usage = "imbas [PERINTAH] [PILIHAN]")]
pub(super) struct Cli {
    /// Tampilkan bantuan
    #[arg(short, long, global = true, action = ArgAction::Help, help_heading = "Lainnya", display_order = 900)]
    help: Option<bool>,
    /// Tampilkan versi
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = "Lainnya", display_order = 901)]
    version: Option<bool>,
    #[command(subcommand)]
    command: Option<Command>,
}

impl Cli {
    /// What was typed; nothing means serving the demonstration.
    pub(super) fn command(self) -> Command {
        let serve = || Self::parse_from(["imbas", "serve"]).command;
        self.command.or_else(serve).expect("serve is a command")
    }
}

/// What to do; serving the demonstration when nothing is said.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Melayani daftar, rencana, dan peta datanya lewat HTTP (tanpa daftar: contoh rekaan).
    #[command(help_template = TEMPLATE, override_usage = "imbas serve [PILIHAN] [DAFTAR]...")]
    Serve(ServeArgs),
    /// Memeriksa daftar sekolah: titik koordinat, NPSN, wilayah; menulis daftar perbaikan.
    #[command(help_template = TEMPLATE, override_usage = "imbas audit [PILIHAN] <DAFTAR>...")]
    Audit(AuditArgs),
    /// Menyusun rencana: sekolah mana diimbas oleh hub mana, terbukti terbaik menurut aturan.
    #[command(help_template = TEMPLATE, override_usage = "imbas plan [PILIHAN] <DAFTAR>...")]
    Plan(PlanArgs),
    /// Memeriksa ulang berkas rencana secara mandiri terhadap daftar yang sama.
    #[command(help_template = TEMPLATE, override_usage = "imbas check [PILIHAN] <RENCANA> <DAFTAR>...")]
    Check(CheckArgs),
    /// Menampilkan tetangga terdekat satu sekolah (garis lurus).
    #[command(help_template = TEMPLATE, override_usage = "imbas neighbours [PILIHAN] --npsn <NPSN> <DAFTAR>...")]
    Neighbours(NeighboursArgs),
    /// Membandingkan dua berkas rencana: yang baru diimbas, pindah, dan tidak lagi diimbas, dengan kilometernya.
    #[command(help_template = TEMPLATE, override_usage = "imbas diff [PILIHAN] <RENCANA> <RENCANA> [DAFTAR]...")]
    Diff(DiffArgs),
    /// Menulis koleksi atau lampiran sebagai berkas: untuk QGIS, Excel, basis data, dan program statistik.
    #[command(help_template = TEMPLATE, override_usage = "imbas export [PILIHAN] --output <BERKAS> <DAFTAR>...")]
    Export(ExportArgs),
    /// Membuat daftar sekolah rekaan untuk latihan dan pengukuran.
    #[command(help_template = TEMPLATE, override_usage = "imbas demo [PILIHAN] --output <BERKAS>")]
    Demo(DemoArgs),
    /// Reads a workbook from standard input, for the program itself.
    #[command(hide = true, name = READ_WORKBOOK)]
    ReadWorkbook,
}

/// The command that reads a workbook in a process of its own.
pub(super) const READ_WORKBOOK: &str = "read-workbook";

/// The files that every command reads alike.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Berkas dan pemeriksaan")]
pub(super) struct DataArgs {
    /// Daftar hub: NPSN, boleh dengan `angkatan` dan `kapasitas`
    #[arg(long, value_name = "BERKAS")]
    pub(super) hubs: Option<PathBuf>,
    /// Batas wilayah GeoJSON (poligon dengan kode atau nama); boleh diulang
    #[arg(long, value_name = "BERKAS")]
    pub(super) boundaries: Vec<PathBuf>,
    /// Perbaikan titik yang disetujui: `npsn,lon,lat,note`, atau daftar dari `audit --format csv` setelah kolom lintang_perbaikan
    /// dan bujur_perbaikan diisi (baris yang tidak diisi tidak berlaku)
    #[arg(long, value_name = "BERKAS")]
    pub(super) repairs: Option<PathBuf>,
    /// Keputusan per sekolah: `npsn,hub,aturan` dengan `wajib`, `larang`, atau `lepas`
    #[arg(long, value_name = "BERKAS")]
    pub(super) pairs: Option<PathBuf>,
    #[command(flatten)]
    thresholds: ThresholdArgs,
}

/// The thresholds of the audit, in the units of people.
#[derive(Clone, Debug, Default, PartialEq, Args)]
struct ThresholdArgs {
    /// Sekolah yang titiknya tidak dapat dipakai: `exclude` tidak direncanakan, `district` memakai titik tengah kecamatannya [bawaan: exclude]
    #[arg(long, value_enum, value_name = "CARA", hide_possible_values = true)]
    unlocated: Option<Unlocated>,
    /// Lebih jauh dari ini di luar kecamatannya: meragukan [bawaan: 2]
    #[arg(long, value_name = "KM", value_parser = km)]
    district_doubtful_km: Option<f64>,
    /// Lebih jauh dari ini di luar kecamatannya: tidak dipakai [bawaan: 10]
    #[arg(long, value_name = "KM", value_parser = km)]
    district_unusable_km: Option<f64>,
    /// Lebih jauh dari ini di luar kabupaten/kotanya: tidak dipakai [bawaan: 2]
    #[arg(long, value_name = "KM", value_parser = km)]
    regency_unusable_km: Option<f64>,
    /// Tanda minus hilang diusulkan bila titik baliknya sedekat ini dengan kecamatannya [bawaan: 1]
    #[arg(long, value_name = "KM", value_parser = km)]
    flip_fit_km: Option<f64>,
    /// ... dan titik yang tertulis lebih jauh dari ini [bawaan: 10]
    #[arg(long, value_name = "KM", value_parser = km)]
    flip_given_km: Option<f64>,
    /// Sekian sekolah pada satu titik di lebih dari satu kabupaten/kota: titik bawaan [bawaan: 3]
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(2..))]
    sentinel_schools: Option<usize>,
    /// Koordinat dengan desimal kurang dari ini dilaporkan [bawaan: 4]
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(..=7))]
    few_decimals: Option<usize>,
}

/// What becomes of a school whose position cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Unlocated {
    Exclude,
    District,
}

impl DataArgs {
    /// Whether any threshold was typed.
    pub(super) fn has_thresholds(&self) -> bool {
        self.thresholds != ThresholdArgs::default()
    }

    /// The audit's settings: the defaults, and what was typed in their place.
    pub(super) fn settings(&self) -> audit::Settings {
        let typed = &self.thresholds;
        let mut settings = audit::Settings::default();
        let mut metres = |target: fn(&mut audit::Settings) -> &mut f64, km: Option<f64>| {
            if let Some(km) = km {
                *target(&mut settings) = km * 1000.0;
            }
        };
        metres(|settings| &mut settings.district_doubtful_m, typed.district_doubtful_km);
        metres(|settings| &mut settings.district_unusable_m, typed.district_unusable_km);
        metres(|settings| &mut settings.regency_unusable_m, typed.regency_unusable_km);
        metres(|settings| &mut settings.flip_fit_m, typed.flip_fit_km);
        metres(|settings| &mut settings.flip_given_m, typed.flip_given_km);
        settings.sentinel_schools = typed.sentinel_schools.unwrap_or(settings.sentinel_schools);
        settings.few_decimals = typed.few_decimals.unwrap_or(settings.few_decimals);
        if typed.unlocated == Some(Unlocated::District) {
            settings.unlocated = audit::Unlocated::District;
        }
        settings
    }
}

/// The rules of a plan: a programme, and single rules in place of its own.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Aturan")]
pub(super) struct RuleArgs {
    /// Program: berkas TOML, atau `netral`, `sekolah-penggerak`, `gugus-sd`, `prioritas-akreditasi` [bawaan: netral]
    #[arg(long, value_name = "PROGRAM")]
    pub(super) programme: Option<PathBuf>,
    /// Hub dan sekolah imbas harus sewilayah: country, province, regency, atau district [bawaan: PAUD/SD/SMP regency, lainnya province]
    #[arg(long, value_name = "TINGKAT", value_parser = region_level(&["country", "province", "regency", "district"]), ignore_case = true, hide_possible_values = true)]
    within: Option<RegionLevel>,
    /// Jarak garis lurus terjauh [bawaan: tanpa batas]
    #[arg(long, value_name = "KM", value_parser = km)]
    reach_km: Option<f64>,
    /// Sekolah imbas paling sedikit per hub
    #[arg(long, value_name = "N")]
    min: Option<u32>,
    /// Sekolah imbas paling banyak per hub [bawaan: tanpa batas]
    #[arg(long, value_name = "N")]
    max: Option<u32>,
    /// Dahulukan hub di wilayah sendiri: district, regency, atau province
    #[arg(long, value_name = "TINGKAT", value_parser = region_level(&["district", "regency", "province"]), ignore_case = true, hide_possible_values = true)]
    tier: Option<RegionLevel>,
    /// Hanya sekolah di wilayah ini (kode Kemendagri, misalnya 13.75)
    #[arg(long, value_name = "KODE")]
    pub(super) region: Option<String>,
    /// Hanya jenjang ini: PAUD, SD, SMP, SMA, SMK, SLB; boleh diulang
    #[arg(long = "level", value_name = "JENJANG", value_parser = level(), ignore_case = true, hide_possible_values = true)]
    levels: Vec<Level>,
    /// Hanya sekolah negeri atau swasta
    #[arg(long, value_name = "STATUS", value_parser = status(), ignore_case = true, hide_possible_values = true)]
    status: Option<Status>,
    /// Sertakan madrasah dan satuan pendidikan Kementerian Agama lainnya
    #[arg(long)]
    madrasah: bool,
    /// Hub hanya mengimbas bentuk yang sama persis (SD tidak ke MI)
    #[arg(long)]
    exact_form: bool,
}

impl RuleArgs {
    /// Takes region and levels away, for a command that cuts the finished plan by them.
    pub(super) fn take_part(&mut self) -> (Option<String>, Vec<Level>) {
        (self.region.take(), std::mem::take(&mut self.levels))
    }

    /// The single rules that were typed.
    pub(super) fn overrides(&self) -> Overrides {
        Overrides {
            within: self.within,
            reach_km: self.reach_km,
            min: self.min,
            max: self.max,
            levels: self.levels.clone(),
            tier: self.tier,
            madrasah: self.madrasah.then_some(true),
            status: self.status,
            exact_form: self.exact_form.then_some(true),
            ..Overrides::default()
        }
    }
}

/// `imbas serve`.
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// Daftar sekolah: berkas atau folder (CSV, XLSX, JSON, GeoJSON); tanpa ini contoh rekaan
    #[arg(value_name = "DAFTAR", help_heading = "Masukan")]
    pub(super) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) data: DataArgs,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    /// Rencana pembanding untuk /regions/{kode}/diff
    #[arg(long, value_name = "RENCANA", help_heading = "Masukan")]
    pub(super) compare_plan: Option<PathBuf>,
    /// Kantor yang melayani beberapa wilayah: TOML `[[office]]` atau CSV `kantor,wilayah`
    #[arg(long, value_name = "BERKAS", help_heading = "Masukan")]
    pub(super) offices: Option<PathBuf>,
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
    pub(super) listen: SocketAddr,
    /// Alamat yang dilihat orang, untuk tautan, misalnya https://imbas.example.go.id [juga IMBAS_PUBLIC_URL]
    #[arg(long, value_name = "URL", env = "IMBAS_PUBLIC_URL", hide_env = true, help_heading = "Layanan")]
    pub(super) public_url: Option<String>,
    /// Peta dasar: berkas .pmtiles, alamat petak https://.../{z}/{x}/{y}.png, atau alamat gaya MapLibre
    #[arg(long, value_name = "BERKAS|URL", help_heading = "Layanan")]
    pub(super) basemap: Option<String>,
    /// Memori untuk petak peta yang sudah digambar, dalam MiB; 0 menggambar setiap kali [bawaan: 64]
    #[arg(long, value_name = "MIB", default_value_t = 64, hide_default_value = true, value_parser = RangedU64ValueParser::<usize>::new().range(..=16_384), help_heading = "Layanan")]
    pub(super) tile_cache: usize,
    /// Pemilik peta dasar, tertulis di sudut peta, misalnya "© OpenStreetMap contributors"
    #[arg(long, value_name = "TEKS", help_heading = "Layanan")]
    pub(super) basemap_attribution: Option<String>,
}

/// `imbas audit`.
#[derive(Debug, Args)]
pub(super) struct AuditArgs {
    /// Daftar sekolah: berkas atau folder (CSV, XLSX, JSON, GeoJSON)
    #[arg(value_name = "DAFTAR", required = true, help_heading = "Masukan")]
    pub(super) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) data: DataArgs,
    /// table untuk dibaca, json untuk program, csv sebagai daftar perbaikan per kecamatan [bawaan: table]
    #[arg(
        long,
        value_enum,
        default_value = "table",
        value_name = "BENTUK",
        hide_possible_values = true,
        help_heading = "Keluaran"
    )]
    pub(super) format: Format,
    /// Kode keluar 1 bila ada temuan seberat ini: error, warning, never [bawaan: error]
    #[arg(
        long,
        value_enum,
        default_value = "error",
        value_name = "BERAT",
        hide_possible_values = true,
        help_heading = "Keluaran"
    )]
    pub(super) fail_on: FailOn,
}

/// The form of the audit on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Table,
    Json,
    Csv,
}

/// The severity from which on the audit fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Never,
}

/// `imbas plan`.
#[derive(Debug, Args)]
pub(super) struct PlanArgs {
    /// Daftar sekolah: berkas atau folder (CSV, XLSX, JSON, GeoJSON)
    #[arg(value_name = "DAFTAR", required = true, help_heading = "Masukan")]
    pub(super) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) data: DataArgs,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    /// Berkas rencana; `-` untuk keluaran standar [bawaan: plan.json]
    #[arg(long, value_name = "BERKAS", default_value = "plan.json", hide_default_value = true, help_heading = "Keluaran")]
    pub(super) output: PathBuf,
    /// Kode keluar 1 bila masih ada sekolah yang belum terjangkau
    #[arg(long, help_heading = "Keluaran")]
    pub(super) fail_on_unreached: bool,
}

/// `imbas check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Berkas rencana dari `imbas plan`
    #[arg(value_name = "RENCANA", help_heading = "Masukan")]
    pub(super) plan: PathBuf,
    /// Daftar sekolah yang sama seperti saat rencana disusun
    #[arg(value_name = "DAFTAR", required = true, help_heading = "Masukan")]
    pub(super) inputs: Vec<PathBuf>,
    /// Program yang diharapkan; rencana dengan program lain ditolak (aturan tertulis dalam rencana)
    #[arg(long, value_name = "PROGRAM", help_heading = "Masukan")]
    pub(super) programme: Option<PathBuf>,
    #[command(flatten)]
    pub(super) data: DataArgs,
}

/// `imbas neighbours`.
#[derive(Debug, Args)]
pub(super) struct NeighboursArgs {
    /// Daftar sekolah: berkas atau folder (CSV, XLSX, JSON, GeoJSON)
    #[arg(value_name = "DAFTAR", required = true, help_heading = "Masukan")]
    pub(super) inputs: Vec<PathBuf>,
    /// NPSN sekolah yang ditanyakan
    #[arg(long, value_name = "NPSN", help_heading = "Tetangga")]
    pub(super) npsn: Npsn,
    /// Paling banyak sekian tetangga [bawaan: 10, atau semua bila --within-km diberikan]
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..), help_heading = "Tetangga")]
    pub(super) count: Option<usize>,
    /// Hanya sampai jarak ini
    #[arg(long, value_name = "KM", value_parser = km, help_heading = "Tetangga")]
    pub(super) within_km: Option<f64>,
    /// Hanya jenjang ini: PAUD, SD, SMP, SMA, SMK, SLB
    #[arg(long, value_name = "JENJANG", value_parser = level(), ignore_case = true, hide_possible_values = true, help_heading = "Tetangga")]
    pub(super) level: Option<Level>,
    /// Hanya bentuk pendidikan ini, misalnya SD atau MI
    #[arg(long, value_name = "BENTUK", help_heading = "Tetangga")]
    pub(super) form: Option<String>,
    /// Hanya negeri atau swasta
    #[arg(long, value_name = "STATUS", value_parser = status(), ignore_case = true, hide_possible_values = true, help_heading = "Tetangga")]
    pub(super) status: Option<Status>,
    /// Hanya hub
    #[arg(long, help_heading = "Tetangga")]
    pub(super) hub: bool,
    /// Hanya sekolah di wilayah ini (kode Kemendagri)
    #[arg(long, value_name = "KODE", help_heading = "Tetangga")]
    pub(super) region: Option<String>,
    #[command(flatten)]
    pub(super) data: DataArgs,
}

/// `imbas diff`.
#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// Rencana lama
    #[arg(value_name = "RENCANA", help_heading = "Masukan")]
    pub(super) before: PathBuf,
    /// Rencana baru
    #[arg(value_name = "RENCANA", help_heading = "Masukan")]
    pub(super) after: PathBuf,
    /// Daftar sekolah, untuk nama dan rincian per wilayah
    #[arg(value_name = "DAFTAR", help_heading = "Masukan")]
    pub(super) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) data: DataArgs,
    /// table untuk dibaca, json untuk program, csv untuk lembar kerja, html untuk peramban [bawaan: table]
    #[arg(
        long,
        value_enum,
        default_value = "table",
        value_name = "BENTUK",
        hide_possible_values = true,
        help_heading = "Keluaran"
    )]
    pub(super) format: DiffFormat,
    /// Cara menulis CSV: en atau id [bawaan: en]
    #[arg(long, value_name = "CARA", value_parser = locale(), ignore_case = true, default_value = "en", hide_default_value = true, hide_possible_values = true, help_heading = "Keluaran")]
    pub(super) locale: Locale,
}

/// The form of a difference on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    Table,
    Json,
    Csv,
    Html,
}

/// `imbas export`.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// Daftar sekolah: berkas atau folder (CSV, XLSX, JSON, GeoJSON)
    #[arg(value_name = "DAFTAR", required = true, help_heading = "Masukan")]
    pub(super) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) data: DataArgs,
    /// Aturan rencana; `--region` dan `--level` di sini memotong hasil, bukan rencananya
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    /// Kantor yang melayani beberapa wilayah: TOML `[[office]]` atau CSV `kantor,wilayah`; lampirannya dengan --office
    #[arg(long, value_name = "BERKAS", requires = "office", help_heading = "Masukan")]
    pub(super) offices: Option<PathBuf>,
    /// Lampiran satu kantor, menurut id-nya
    #[arg(long, value_name = "ID", requires = "offices", conflicts_with = "region", help_heading = "Keluaran")]
    pub(super) office: Option<String>,
    /// geojson, geojsonseq, csv, xlsx, gpkg, fgb, parquet, pmtiles, atau html [bawaan: dari akhiran nama berkas]
    #[arg(long, value_name = "BENTUK", help_heading = "Keluaran")]
    pub(super) format: Option<String>,
    /// schools, clusters, links, regions, findings, atau assignments (lampiran); boleh diulang untuk gpkg, xlsx, dan pmtiles [bawaan: semua untuk ketiganya, lainnya schools]
    #[arg(long = "collection", value_name = "KOLEKSI", help_heading = "Keluaran")]
    pub(super) collections: Vec<String>,
    /// Cara menulis CSV: en (koma, titik desimal) atau id (titik koma, koma desimal, untuk Excel) [bawaan: en]
    #[arg(long, value_name = "CARA", value_parser = locale(), ignore_case = true, default_value = "en", hide_default_value = true, hide_possible_values = true, help_heading = "Keluaran")]
    pub(super) locale: Locale,
    /// Berkas yang ditulis; `-` untuk keluaran standar
    #[arg(long, value_name = "BERKAS", help_heading = "Keluaran")]
    pub(super) output: PathBuf,
}

/// `imbas demo`.
#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// Banyaknya baris sekolah; makin banyak sekolah, makin banyak pulau, bukan makin padat [bawaan: 600]
    #[arg(long, value_name = "N", default_value_t = crate::demo::EMBEDDED_SCHOOLS, hide_default_value = true, help_heading = "Rekaan",
          value_parser = RangedU64ValueParser::<u64>::new().range(1..=crate::demo::MAX_SCHOOLS))]
    pub(super) schools: u64,
    /// Benih bilangan acak: benih yang sama, berkas yang sama [bawaan: 2027]
    #[arg(long, value_name = "S", default_value_t = crate::demo::EMBEDDED_SEED, hide_default_value = true, help_heading = "Rekaan")]
    pub(super) seed: u64,
    /// Berkas CSV yang ditulis; `-` untuk keluaran standar
    #[arg(long, value_name = "BERKAS", help_heading = "Rekaan")]
    pub(super) output: PathBuf,
    /// Berkas GeoJSON batas wilayah yang ditulis
    #[arg(long, value_name = "BERKAS", help_heading = "Rekaan")]
    pub(super) boundaries_output: Option<PathBuf>,
    /// Tanamkan setiap jenis kesalahan yang ada pada daftar nyata
    #[arg(long, help_heading = "Rekaan")]
    pub(super) defects: bool,
}

/// What a distance must be; [`super::typed`] says it in Indonesian.
pub(super) const KM_EXPECTED: &str = "expected a distance of at least 0 km";

/// A distance with a decimal point or, as people here write it, a decimal comma.
fn km(text: &str) -> Result<f64, String> {
    let with_point = if text.contains('.') { text.to_owned() } else { text.replacen(',', ".", 1) };
    match with_point.parse::<f64>() {
        Ok(km) if km.is_finite() && km >= 0.0 => Ok(km),
        _ => Err(KM_EXPECTED.to_owned()),
    }
}

/// What an address to listen on must be; [`super::typed`] says it in Indonesian.
pub(super) const LISTEN_EXPECTED: &str = "expected HOST:PORT, for example 127.0.0.1:8080";

/// An address of this computer, by number or by name; of several, IPv4 first.
fn listen(text: &str) -> Result<SocketAddr, String> {
    let refused = |_| LISTEN_EXPECTED.to_owned();
    let mut addresses: Vec<SocketAddr> = text.to_socket_addrs().map_err(refused)?.collect();
    addresses.sort_by_key(SocketAddr::is_ipv6);
    addresses.first().copied().ok_or_else(|| LISTEN_EXPECTED.to_owned())
}

fn locale() -> impl TypedValueParser<Value = Locale> {
    PossibleValuesParser::new(Locale::WORDS).map(|word| Locale::from_word(&word).expect("only locales are possible"))
}

fn level() -> impl TypedValueParser<Value = Level> {
    let words = PossibleValuesParser::new(Level::ALL.map(Level::as_str));
    words.map(|word| Level::from_word(&word).expect("only levels are possible"))
}

fn region_level(words: &'static [&'static str]) -> impl TypedValueParser<Value = RegionLevel> {
    PossibleValuesParser::new(words).map(|word| RegionLevel::from_word(&word).expect("only ranks are possible"))
}

fn status() -> impl TypedValueParser<Value = Status> {
    let words = PossibleValuesParser::new(["negeri", "swasta"]);
    words.map(|word| Status::from_word(&word).expect("only statuses are possible"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        <Cli as CommandFactory>::command().debug_assert();
    }

    #[test]
    fn thresholds_typed_in_km_become_metres() {
        let typed = ["imbas", "audit", "a.csv", "--district-doubtful-km", "1.5", "--unlocated", "district"];
        let Command::Audit(args) = Cli::parse_from(typed).command() else { panic!("audit was typed") };
        let settings = args.data.settings();
        assert_eq!((settings.district_doubtful_m, settings.district_unusable_m), (1_500.0, 10_000.0));
        assert_eq!(settings.unlocated, audit::Unlocated::District);
    }

    #[test]
    fn words_are_taken_in_any_case_and_hosts_by_name() {
        let typed = ["imbas", "plan", "a.csv", "--level", "sd", "--within", "Regency", "--status", "Negeri", "--reach-km", "1,5"];
        let Command::Plan(args) = Cli::parse_from(typed).command() else { panic!("plan was typed") };
        assert_eq!((args.rules.levels, args.rules.reach_km), (vec![Level::Sd], Some(1.5)));
        assert_eq!(listen("localhost:8080").map(|address| (address.ip().is_loopback(), address.port())), Ok((true, 8080)));
        for text in ["", "8080", "localhost", "localhost:99999", "127.0.0.1:x"] {
            assert!(listen(text).is_err(), "{text}");
        }
    }

    #[test]
    fn distances_that_are_none_are_refused() {
        assert_eq!((km("2.5"), km("2,5")), (Ok(2.5), Ok(2.5)));
        for text in ["-1", "nan", "inf", "1e400", "dekat", "", "1.234,5", "1,2,3"] {
            assert!(km(text).is_err(), "{text}");
        }
    }
}
