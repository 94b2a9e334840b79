//! What the layers look like in QGIS, which reads its own XML (QML) from the table `layer_styles`.
//!
//! Colours and order are those of the map page; hubs are larger and have another shape, so that grey paper tells them apart too.

use crate::publish::text::Html;
use crate::publish::{Collection, sentences};
use crate::snapshot::View;
use std::fmt::Write as _;

/// One sentence about a layer, in Indonesian.
pub(super) fn description(view: &View<'_>, collection: Collection) -> String {
    let labels = &view.programme.labels_id;
    match collection {
        Collection::Schools => "Satu titik per sekolah, dengan perannya dalam rencana".to_owned(),
        Collection::Clusters => format!("Satu wilayah per {}", labels.cluster),
        Collection::Links => format!("Garis lurus dari {} ke {}, bukan jalan", labels.hub, labels.member),
        Collection::Regions => "Batas wilayah dengan jumlah sekolahnya".to_owned(),
        Collection::Findings => "Temuan pemeriksaan data, pada titik yang tertulis".to_owned(),
    }
}

/// A marker, line or fill of QGIS with its properties.
struct Symbol {
    kind: &'static str,
    layer: &'static str,
    properties: &'static [(&'static str, &'static str)],
}

/// A value of a column, the words for it, and how it is drawn.
type Category = (&'static str, String, Symbol);

/// The style of a layer.
pub(super) fn qml(view: &View<'_>, collection: Collection) -> String {
    let labels = &view.programme.labels_id;
    match collection {
        Collection::Schools => categorized(
            "role",
            &[
                ("unreached", "Belum terjangkau".to_owned(), marker(UNREACHED)),
                ("needs_check", "Perlu diperiksa".to_owned(), marker(NEEDS_CHECK)),
                ("member", sentences::capital(&labels.member), marker(MEMBER)),
                ("hub", sentences::capital(&labels.hub), marker(HUB)),
            ],
        ),
        Collection::Findings => categorized(
            "severity",
            &[
                ("info", "Catatan".to_owned(), marker(NOTE)),
                ("warning", "Peringatan".to_owned(), marker(NEEDS_CHECK)),
                ("error", "Kesalahan".to_owned(), marker(UNREACHED)),
            ],
        ),
        Collection::Clusters => single(&Symbol { kind: "fill", layer: "SimpleFill", properties: AREA }),
        Collection::Links => single(&Symbol { kind: "line", layer: "SimpleLine", properties: LINK }),
        Collection::Regions => single(&Symbol { kind: "fill", layer: "SimpleFill", properties: BORDER }),
    }
}

fn marker(properties: &'static [(&'static str, &'static str)]) -> Symbol {
    Symbol { kind: "marker", layer: "SimpleMarker", properties }
}

const HUB: &[(&str, &str)] = &[
    ("name", "star"),
    ("color", "11,93,102,255"),
    ("outline_color", "255,255,255,255"),
    ("outline_width", "0.3"),
    ("size", "5"),
    ("size_unit", "MM"),
];
const MEMBER: &[(&str, &str)] = &[
    ("name", "circle"),
    ("color", "63,154,166,255"),
    ("outline_color", "255,255,255,255"),
    ("outline_width", "0.2"),
    ("size", "2.2"),
    ("size_unit", "MM"),
];
const UNREACHED: &[(&str, &str)] = &[
    ("name", "triangle"),
    ("color", "179,58,32,255"),
    ("outline_color", "255,255,255,255"),
    ("outline_width", "0.2"),
    ("size", "3"),
    ("size_unit", "MM"),
];
const NEEDS_CHECK: &[(&str, &str)] = &[
    ("name", "diamond"),
    ("color", "214,137,16,255"),
    ("outline_color", "255,255,255,255"),
    ("outline_width", "0.2"),
    ("size", "3"),
    ("size_unit", "MM"),
];
const NOTE: &[(&str, &str)] = &[
    ("name", "circle"),
    ("color", "150,150,150,255"),
    ("outline_color", "255,255,255,255"),
    ("outline_width", "0.2"),
    ("size", "1.8"),
    ("size_unit", "MM"),
];
const AREA: &[(&str, &str)] = &[
    ("color", "63,154,166,40"),
    ("outline_color", "11,93,102,180"),
    ("outline_width", "0.3"),
    ("outline_style", "solid"),
    ("style", "solid"),
];
const LINK: &[(&str, &str)] = &[("line_color", "11,93,102,160"), ("line_width", "0.25"), ("line_style", "solid")];
const BORDER: &[(&str, &str)] = &[
    ("color", "0,0,0,0"),
    ("outline_color", "90,90,90,255"),
    ("outline_width", "0.4"),
    ("outline_style", "solid"),
    ("style", "no"),
];

const BEGIN: &str =
    "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.0\" styleCategories=\"Symbology\">\n";

fn categorized(column: &str, categories: &[Category]) -> String {
    let mut xml = format!(
        "{BEGIN}<renderer-v2 type=\"categorizedSymbol\" attr=\"{column}\" enableorderby=\"0\" symbollevels=\"1\" forceraster=\"0\">\n<categories>\n"
    );
    for (at, (value, label, _)) in categories.iter().enumerate() {
        let _ = writeln!(
            xml,
            "<category value=\"{value}\" type=\"string\" symbol=\"{at}\" label=\"{}\" render=\"true\"/>",
            Html(label)
        );
    }
    xml += "</categories>\n<symbols>\n";
    for (at, (_, _, drawn)) in categories.iter().enumerate() {
        symbol(at, drawn, &mut xml);
    }
    xml + "</symbols>\n</renderer-v2>\n</qgis>\n"
}

fn single(drawn: &Symbol) -> String {
    let mut xml = format!(
        "{BEGIN}<renderer-v2 type=\"singleSymbol\" enableorderby=\"0\" symbollevels=\"0\" forceraster=\"0\">\n<symbols>\n"
    );
    symbol(0, drawn, &mut xml);
    xml + "</symbols>\n</renderer-v2>\n</qgis>\n"
}

/// A symbol; its number is its level too, so that what comes later is drawn above.
fn symbol(number: usize, drawn: &Symbol, xml: &mut String) {
    let Symbol { kind, layer, properties } = drawn;
    let _ = writeln!(xml, "<symbol name=\"{number}\" type=\"{kind}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">");
    let _ = writeln!(xml, "<layer class=\"{layer}\" enabled=\"1\" pass=\"{number}\" locked=\"0\">\n<Option type=\"Map\">");
    for (name, value) in *properties {
        let _ = writeln!(xml, "<Option type=\"QString\" name=\"{name}\" value=\"{value}\"/>");
    }
    *xml += "</Option>\n";
    for (name, value) in *properties {
        let _ = writeln!(xml, "<prop k=\"{name}\" v=\"{value}\"/>");
    }
    *xml += "</layer>\n</symbol>\n";
}
