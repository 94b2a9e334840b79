//! The rules of a plan, as far as they are typed.

use super::values::{km, level, region_level, status};
use crate::model::{Level, RegionLevel, Status};
use crate::plan::Overrides;
use clap::Args;
use std::path::PathBuf;

/// The rules of a plan: a programme, and single rules in place of its own.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Aturan")]
pub(in crate::cli) struct RuleArgs {
    /// Program: berkas TOML, atau `netral`, `sekolah-penggerak`, `gugus-sd`, `prioritas-akreditasi` [bawaan: netral]
    #[arg(long, value_name = "PROGRAM")]
    pub(in crate::cli) programme: Option<PathBuf>,
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
    pub(in crate::cli) region: Option<String>,
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
    pub(in crate::cli) fn take_part(&mut self) -> (Option<String>, Vec<Level>) {
        (self.region.take(), std::mem::take(&mut self.levels))
    }

    /// The single rules that were typed.
    pub(in crate::cli) fn overrides(&self) -> Overrides {
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
