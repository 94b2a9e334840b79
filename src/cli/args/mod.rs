//! What can be typed. The help speaks Indonesian, because planners read it; names of commands and options are English.

mod commands;
mod data;
mod rules;
mod values;

pub(super) use commands::{
    AuditArgs, CheckArgs, DemoArgs, DiffArgs, DiffFormat, ExportArgs, FailOn, Format, NeighboursArgs, PlanArgs, ServeArgs,
};
pub(super) use data::DataArgs;
pub(super) use rules::RuleArgs;
pub(super) use values::{KM_EXPECTED, LISTEN_EXPECTED};

use clap::{ArgAction, Parser, Subcommand};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit;
    use crate::model::Level;
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
    fn words_are_taken_in_any_case_and_distances_with_a_comma() {
        let typed = ["imbas", "plan", "a.csv", "--level", "sd", "--within", "Regency", "--status", "Negeri", "--reach-km", "1,5"];
        let Command::Plan(args) = Cli::parse_from(typed).command() else { panic!("plan was typed") };
        let rules = args.rules.overrides();
        assert_eq!((rules.levels, rules.reach_km), (vec![Level::Sd], Some(1.5)));
    }
}
