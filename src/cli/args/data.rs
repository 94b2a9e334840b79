//! The files that every command reads alike, and the thresholds of the audit.

use super::values::km;
use crate::audit;
use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// The files that every command reads alike.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Berkas dan pemeriksaan")]
pub(in crate::cli) struct DataArgs {
    /// Daftar hub: NPSN, boleh dengan `angkatan` dan `kapasitas`
    #[arg(long, value_name = "BERKAS")]
    pub(in crate::cli) hubs: Option<PathBuf>,
    /// Batas wilayah GeoJSON (poligon dengan kode atau nama); boleh diulang
    #[arg(long, value_name = "BERKAS")]
    pub(in crate::cli) boundaries: Vec<PathBuf>,
    /// Perbaikan titik yang disetujui: `npsn,lon,lat,note`, atau daftar dari `audit --format csv` setelah kolom lintang_perbaikan
    /// dan bujur_perbaikan diisi (baris yang tidak diisi tidak berlaku)
    #[arg(long, value_name = "BERKAS")]
    pub(in crate::cli) repairs: Option<PathBuf>,
    /// Keputusan per sekolah: `npsn,hub,aturan` dengan `wajib`, `larang`, atau `lepas`
    #[arg(long, value_name = "BERKAS")]
    pub(in crate::cli) pairs: Option<PathBuf>,
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
    pub(in crate::cli) fn has_thresholds(&self) -> bool {
        self.thresholds != ThresholdArgs::default()
    }

    /// The audit's settings: the defaults, and what was typed in their place.
    pub(in crate::cli) fn settings(&self) -> audit::Settings {
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
