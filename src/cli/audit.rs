//! `imbas audit`: tells what is wrong with the lists.

use crate::cli::args::{AuditArgs, FailOn, Format};
use crate::cli::{Done, Failure, inputs, output};
use crate::model::Severity;
use crate::publish::findings;

/// Prints the audit.
pub(super) fn run(args: &AuditArgs) -> Result<Done, Failure> {
    let data = inputs::load(&inputs::inputs(&args.inputs, &args.data))?;
    output::print(|out| match args.format {
        Format::Table => findings::write_audit_table(&data, out),
        Format::Json => findings::write_audit_json(&data, out),
        Format::Csv => findings::write_audit_csv(&data, out),
    })?;
    let from = match args.fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Never => return Ok(Done::Well),
    };
    let bad = data.audit.findings.iter().any(|finding| finding.severity >= from);
    Ok(if bad { Done::Condition } else { Done::Well })
}
