//! `imbas serve`: reads, audits, plans, tells what came of it, and serves it.

use crate::cli::args::ServeArgs;
use crate::cli::{Done, Failure, diff, inputs, output};
use crate::import::Source;
use crate::model::RegionLevel;
use crate::publish::{self, findings};
use crate::serve::{self, App, Basemap, Config, Limits};
use crate::snapshot::Snapshot;
use std::io::{self, Write};
use std::net::TcpListener;
use std::sync::Arc;

/// Serves until the process is asked to end.
pub(super) fn run(args: ServeArgs) -> Result<Done, Failure> {
    // The address first: whoever finds it taken should not wait for a plan.
    let listener = TcpListener::bind(args.listen).map_err(|source| Failure::Listen { address: args.listen, source })?;
    let address = listener.local_addr().map_err(|source| Failure::Listen { address: args.listen, source })?;
    let base_url = serve::base_url(args.public_url.as_deref(), address)?;
    // What is wrong with a small file is told before a long reading begins.
    let basemap = Basemap::read(args.basemap.as_deref(), args.basemap_attribution.as_deref())?;
    let compared = args.compare_plan.as_deref().map(diff::read).transpose()?.map(Arc::new);
    let snapshot = load(&args)?;
    output::print(|out| welcome(&snapshot, &base_url, args.inputs.is_empty(), out))?;
    serve::start_logging();
    let limits = Limits { tile_bytes: args.tile_cache << 20, ..Limits::default() };
    let config = Config { base_url, limits, compared, basemap };
    let load = move || Ok(load(&args)?);
    let app = App::new(snapshot, config, load).map_err(Failure::Serve)?;
    serve::serve(listener, app).map_err(Failure::Serve)?;
    Ok(Done::Well)
}

fn load(args: &ServeArgs) -> Result<Snapshot, Failure> {
    let mut snapshot = inputs::snapshot(&args.inputs, &args.data, &args.rules)?;
    if let Some(offices) = &args.offices {
        snapshot.add_offices(&Source::Path(offices.clone()))?;
    }
    Ok(snapshot)
}

/// What was loaded, what the audit found, what the plan achieved, and where to look.
fn welcome(snapshot: &Snapshot, base_url: &str, demonstration: bool, out: &mut dyn Write) -> io::Result<()> {
    if demonstration {
        writeln!(out, "Contoh rekaan: pulau, wilayah, dan sekolah ini tidak nyata. Daftar sendiri: imbas serve DAFTAR\n")?;
    }
    writeln!(out, "== Pemeriksaan ==")?;
    findings::write_audit_summary(&snapshot.data, out)?;
    writeln!(out, "Rincian dan usul perbaikan: imbas audit, atau alamat /findings")?;
    writeln!(out, "\n== Rencana ==")?;
    publish::write_plan_report(&snapshot.view(), out)?;
    writeln!(out, "\n== Alamat ==")?;
    for path in ["/", "/clusters.geojson", "/schools.geojson", "/links.geojson", "/regions", "/findings", "/openapi.json"] {
        writeln!(out, "  {base_url}{path}")?;
    }
    if let Some(code) = example_region(snapshot) {
        writeln!(out, "  {base_url}/regions/{code}/assignments.html")?;
        writeln!(out, "  {base_url}/regions/{code}/assignments.csv")?;
    }
    Ok(())
}

/// The regency of the first hub: an address that shows something.
fn example_region(snapshot: &Snapshot) -> Option<String> {
    let hub = snapshot.plan.hubs.first()?;
    let regency = snapshot.data.audit.schools[hub.school as usize].regions.at(RegionLevel::Regency)?;
    Some(snapshot.data.regions.get(regency).code.to_string())
}
