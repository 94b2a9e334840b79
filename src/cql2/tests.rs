//! A table of filters over a handful of records, as text and as JSON.

use super::*;
use geo::{Coord, Point, Polygon, Rect};
use proptest::prelude::*;

const COLUMNS: [Column<'static>; 6] = [
    Column { name: "name", kind: Kind::Text },
    Column { name: "level", kind: Kind::Text },
    Column { name: "members", kind: Kind::Number },
    Column { name: "is_hub", kind: Kind::Boolean },
    Column { name: "a.b", kind: Kind::Text },
    Column { name: "geometry", kind: Kind::Geometry },
];

struct Row(&'static str, Option<&'static str>, Option<f64>, bool, Option<(f64, f64)>);

impl Record for Row {
    fn value(&self, column: usize) -> Value<'_> {
        match column {
            0 | 4 => Value::Text(self.0.into()),
            1 => self.1.map_or(Value::Null, |text| Value::Text(text.into())),
            2 => self.2.map_or(Value::Null, Value::Number),
            3 => Value::Boolean(self.3),
            _ => panic!("column {column} is no value"),
        }
    }

    fn geometry(&self) -> Option<Cow<'_, Geometry>> {
        self.4.map(|(x, y)| Cow::Owned(Point::new(x, y).into()))
    }
}

const ROWS: [Row; 5] = [
    Row("SDN 01 Agam", Some("SD"), Some(3.0), true, Some((100.0, 0.0))),
    Row("SMPN 2 é%", Some("SMP"), Some(0.0), false, Some((101.0, 0.0))),
    Row("sdn 03 agam", Some("SD"), None, false, None),
    Row("O'Higgins", None, Some(-2.5), true, Some((179.5, -1.0))),
    Row("", Some("SMP"), Some(10.0), false, Some((100.5, 0.5))),
];

fn predicate(expr: &Expr) -> Result<Predicate, FilterError> {
    compile(expr, &COLUMNS, Reference::CRS84)
}

fn passing(predicate: &Predicate) -> Vec<usize> {
    (0..ROWS.len()).filter(|at| predicate.passes(&ROWS[*at])).collect()
}

fn text(filter: &str, expected: &[usize]) {
    let predicate = parse_text(filter).and_then(|expr| predicate(&expr)).unwrap_or_else(|error| panic!("{filter}: {error}"));
    assert_eq!(passing(&predicate), expected, "{filter}");
}

fn json(filter: &str, expected: &[usize]) {
    let predicate = parse_json(filter).and_then(|expr| predicate(&expr)).unwrap_or_else(|error| panic!("{filter}: {error}"));
    assert_eq!(passing(&predicate), expected, "{filter}");
}

fn refused(filter: &str, place: Place, part: &str) {
    let error = parse_text(filter).and_then(|expr| predicate(&expr)).expect_err(filter);
    assert_eq!(error.place, place, "{filter}: {error}");
    assert!(error.what.contains(part), "{filter}: {error}");
}

#[test]
fn comparisons() {
    text("level = 'SMP'", &[1, 4]);
    text("level='SMP'", &[1, 4]);
    text("'SMP' = level", &[1, 4]);
    text("level <> 'SMP'", &[0, 2]);
    text("name < 'SD'", &[3, 4]);
    text("members >= 0", &[0, 1, 4]);
    text("members > -2.5", &[0, 1, 4]);
    text("members = +1e1", &[4]);
    text("is_hub = TRUE", &[0, 3]);
    text("is_hub = false", &[1, 2, 4]);
    text("is_hub <> false", &[0, 3]);
    text("name = \"a.b\"", &[0, 1, 2, 3, 4]);
    text("a.b = 'O''Higgins'", &[3]);
    text("name = 'O\\'Higgins'", &[3]);
    text("members BETWEEN 0 AND 3", &[0, 1]);
    text("members NOT BETWEEN 0 AND 3", &[3, 4]);
    text("level IN ('SD', 'SMA')", &[0, 2]);
    text("level NOT IN ('SD')", &[1, 4]);
    text("members in (3, -2.5, 99)", &[0, 3]);
    text("is_hub IN (TRUE)", &[0, 3]);
    text("name IN (level, 'O''Higgins')", &[3]);
    text("level IS NULL", &[3]);
    text("level IS NOT NULL", &[0, 1, 2, 4]);
    text("geometry IS NULL", &[2]);
    text("DATE('2026-01-01') < DATE('2026-01-02')", &[0, 1, 2, 3, 4]);
    text("TIMESTAMP('2026-01-01T00:00:00Z') = TIMESTAMP('2026-01-01T00:00:00.0Z')", &[0, 1, 2, 3, 4]);
}

#[test]
fn patterns_and_case() {
    text("name LIKE 'SD%'", &[0]);
    text("CASEI(name) LIKE CASEI('SD%')", &[0, 2]);
    text("casei(name) = casei('SDN 01 AGAM')", &[0]);
    text("CASEI(name) IN (CASEI('sdn 03 AGAM'), CASEI('o''higgins'))", &[2, 3]);
    text("CASEI(name) LIKE casei('%É\\%')", &[1]);
    text("name NOT LIKE '%a%'", &[1, 3, 4]);
    text("name LIKE '%\\%'", &[1]);
    text("name LIKE ''", &[4]);
}

#[test]
fn logic_knows_true_false_and_unknown() {
    text("TRUE", &[0, 1, 2, 3, 4]);
    text("NOT TRUE", &[]);
    text("level = 'SD' AND is_hub = TRUE", &[0]);
    text("level = 'SD' OR is_hub = TRUE", &[0, 2, 3]);
    text("level = 'SD' OR level = 'SMP' AND is_hub = TRUE", &[0, 2]);
    text("(level = 'SD' OR level = 'SMP') AND is_hub = TRUE", &[0]);
    text("NOT level = 'SD'", &[1, 4]);
    text("NOT NOT level = 'SD'", &[0, 2]);
    text("NOT (level = 'SD' OR members > 5)", &[1]);
    text("level = 'SD' OR TRUE", &[0, 1, 2, 3, 4]);
}

#[test]
fn space() {
    text("S_INTERSECTS(geometry, BBOX(100, 0, 101, 1))", &[0, 1, 4]);
    text("S_WITHIN(geometry, BBOX(100, 0, 101, 1))", &[4]);
    text("S_INTERSECTS(BBOX(100, 0, 101, 1), geometry)", &[0, 1, 4]);
    text("S_CONTAINS(POLYGON((99 -1, 100.6 -1, 100.6 1, 99 1, 99 -1)), geometry)", &[0, 4]);
    text("S_DISJOINT(geometry, POINT(100 0))", &[1, 3, 4]);
    text("S_EQUALS(geometry, POINT(100 0))", &[0]);
    text("S_TOUCHES(geometry, LINESTRING(100 0, 100 1))", &[0]);
    text("S_INTERSECTS(geometry, BBOX(179, -2, -179, 2))", &[3]);
    text("S_INTERSECTS(geometry, MULTIPOINT((100 0), (101 0)))", &[0, 1]);
    text("S_INTERSECTS(geometry, MULTIPOINT(100 0, 101 0))", &[0, 1]);
    text("S_INTERSECTS(geometry, MULTILINESTRING((99 0, 100 0), (101 0, 102 0)))", &[0, 1]);
    text("S_INTERSECTS(geometry, MULTIPOLYGON(((99 -1, 100 -1, 100 1, 99 1, 99 -1))))", &[0]);
    text("S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(100 0), LINESTRING(101 0, 102 0)))", &[0, 1]);
    text("S_EQUALS(geometry, geometry)", &[0, 1, 3, 4]);
    text("S_TOUCHES(POINT(0 0), POINT(0 0))", &[]);
    text("S_INTERSECTS(geometry, POINT(100 0 25))", &[0]);
    text("NOT S_INTERSECTS(geometry, POINT(100 0))", &[1, 3, 4]);
}

#[test]
fn json_says_the_same() {
    json(r#"{"op":"=","args":[{"property":"level"},"SMP"]}"#, &[1, 4]);
    json(
        r#"{"op":"and","args":[{"op":"=","args":[{"property":"level"},"SD"]},{"op":"=","args":[{"property":"is_hub"},true]}]}"#,
        &[0],
    );
    json(
        r#"{"op":"or","args":[{"op":"<","args":[{"property":"members"},0]},{"op":"not","args":[{"op":"isNull","args":[{"property":"level"}]}]}]}"#,
        &[0, 1, 2, 3, 4],
    );
    json(r#"{"op":"like","args":[{"op":"casei","args":[{"property":"name"}]},{"op":"casei","args":["SD%"]}]}"#, &[0, 2]);
    json(r#"{"op":"between","args":[{"property":"members"},0,3]}"#, &[0, 1]);
    json(r#"{"op":"in","args":[{"property":"level"},["SD","SMA"]]}"#, &[0, 2]);
    json(r#"{"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[100,0,101,1]}]}"#, &[0, 1, 4]);
    json(
        r#"{"op":"s_within","args":[{"property":"geometry"},{"type":"Polygon","coordinates":[[[99,-1],[100.6,-1],[100.6,1],[99,1],[99,-1]]]}]}"#,
        &[0, 4],
    );
    json(r#"{"op":"=","args":[{"date":"2026-01-01"},{"date":"2026-01-01"}]}"#, &[0, 1, 2, 3, 4]);
    json("true", &[0, 1, 2, 3, 4]);
}

#[test]
fn errors_know_their_place() {
    use Place::{Character, Whole};
    refused("", Character(1), "expected a property or a value, found the end");
    refused("level", Character(6), "expected a comparison");
    refused("level = ", Character(9), "found the end");
    refused("level = 'a' level", Character(13), "expected AND, OR or the end");
    refused("level = 'a' AND", Character(16), "found the end");
    refused("(level = 'a'", Character(13), "expected )");
    refused("level == 'a'", Character(8), "expected a property or a value");
    refused("level LIKE", Character(11), "found the end");
    refused("level IS 5", Character(10), "expected NULL");
    refused("level IN ()", Character(11), "expected a property or a value, found )");
    refused("é = 1", Character(1), "unknown property \"é\"; known are name");
    refused("level = 'SD' AND kelas = 1", Character(18), "unknown property \"kelas\"");
    refused("level = 5", Character(9), "level is text, found a number");
    refused("5 = level", Character(1), "level is text, found a number");
    refused("members = '5'", Character(11), "members is a number, found text");
    refused("members = name", Character(11), "members is a number, found name, text");
    refused("members IN (1, 'x')", Character(16), "members is a number, found text");
    refused("members LIKE '5%'", Character(1), "LIKE takes text, found members, a number");
    refused("name LIKE level", Character(11), "expected a pattern");
    refused("is_hub = 1", Character(10), "is_hub is true or false, found a number");
    refused("geometry = 1", Character(1), "geometry is a geometry");
    refused("S_INTERSECTS(name, POINT(1 2))", Character(14), "name is none");
    refused("S_INTERSECTS(geometry, POINT(1))", Character(31), "expected a number, found )");
    refused("S_INTERSECTS(geometry, POINT(200 0))", Character(24), "outside its coordinate reference system");
    refused("S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 0 0)))", Character(24), "four positions or more");
    refused("S_INTERSECTS(geometry, POLYGON((0 0, 2 2, 2 0, 0 2, 0 0)))", Character(24), "not valid");
    refused("S_INTERSECTS(geometry, BBOX(0, 2, 1, 1))", Character(24), "lower corner");
    refused("S_INTERSECTS(geometry, BBOX(0, 2, 1))", Character(24), "four or six");
    refused("S_INTERSECTS(geometry, CIRCLE(0 0, 1))", Character(24), "one of POINT");
    refused("members + 1 = 2", Character(9), "arithmetic is not supported");
    refused("T_AFTER(name, DATE('2026-01-01'))", Character(1), "temporal predicates are not supported");
    refused("ACCENTI(name) = 'a'", Character(1), "ACCENTI is not supported");
    refused("sqrt(members) = 2", Character(1), "unknown function");
    refused("members = DATE('2026-01-01')", Character(11), "members is a number, found a day");
    refused("DATE('2026-02-30') = DATE('2026-01-01')", Character(6), "expected a day");
    refused(&format!("name = '{}'", "x".repeat(MOST_BYTES)), Whole, "limited to 4096 bytes, found 4105");
}

#[test]
fn json_errors_know_their_place() {
    for (filter, place, part) in [
        ("{", "", "expected JSON"),
        ("5", "", "expected a condition"),
        (r#"{"op":"=","args":[{"property":"level"}]}"#, "/args", "expected 2 arguments, found 1"),
        (r#"{"op":"and","args":[true,{"op":"x","args":[]}]}"#, "/args/1", "unknown function or operator"),
        (r#"{"op":"=","args":[{"property":"level"},5]}"#, "/args/1", "level is text, found a number"),
        (r#"{"op":"=","args":[{"property":"nothing"},5]}"#, "/args/0", "unknown property"),
        (r#"{"op":"=","args":[{"property":"members"},1e999]}"#, "", "expected JSON"),
        (r#"{"op":"=","args":[{"property":"level"},null]}"#, "/args/1", "expected a property or a value"),
        (r#"{"op":"=","args":[{"property":"level","x":1},"a"]}"#, "/args/0", "unknown member"),
        (
            r#"{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}]}"#,
            "/args/1",
            "four positions",
        ),
        (r#"{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":[1]}]}"#, "/args/1", "GeoJSON"),
        (r#"{"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[0,1]}]}"#, "/args/1", "four or six"),
    ] {
        let error = parse_json(filter).and_then(|expr| predicate(&expr)).expect_err(filter);
        assert!(error.what.contains(part), "{filter}: {error}");
        if error.place != Place::Whole {
            assert_eq!(error.place, Place::Pointer(place.to_owned()), "{filter}");
        }
    }
}

#[test]
fn limits_hold_at_the_value_and_one_above() {
    let nested = |depth: usize| format!("{}level = 'a'{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse_text(&nested(MOST_DEPTH)).is_ok());
    refused(&nested(MOST_DEPTH + 1), Place::Character(17), "nested deeper than 16");
    let nots = |count: usize| format!("{}level = 'a'", "NOT ".repeat(count));
    assert!(parse_text(&nots(MOST_DEPTH)).is_ok());
    refused(&nots(MOST_DEPTH + 1), Place::Character(69), "nested deeper than 16");
    // A comparison is three nodes and the join one.
    let wide = |parts: usize| vec!["a=1"; parts].join(" OR ");
    assert!(parse_text(&wide((MOST_NODES - 1) / 3)).is_ok());
    assert!(parse_text(&wide(MOST_NODES / 3 + 1)).unwrap_err().what.contains("more than 256"));
    let list = |values: usize| format!("members IN ({})", vec!["1"; values].join(","));
    assert!(parse_text(&list(MOST_VALUES)).is_ok());
    assert!(parse_text(&list(MOST_VALUES + 1)).unwrap_err().what.contains("more than 1000"));
    for hostile in [
        "(".repeat(4_000),
        "NOT ".repeat(1_000),
        "-".repeat(4_000),
        "CASEI(".repeat(600),
        "[".repeat(4_000),
        "{\"a\":".repeat(800),
    ] {
        assert!(parse_text(&hostile).is_err() && parse_json(&hostile).is_err());
    }
    let json = |depth: usize| format!("{}true{}", r#"{"op":"not","args":["#.repeat(depth), "]}".repeat(depth));
    assert!(parse_json(&json(MOST_DEPTH)).is_ok());
    assert!(parse_json(&json(MOST_DEPTH + 1)).unwrap_err().what.contains("nested deeper"));
}

#[test]
fn needs_are_what_an_index_can_use() {
    let expr = parse_text("level = 'SMP' AND name LIKE '13.%' AND members > 3 AND S_WITHIN(geometry, BBOX(1, 2, 3, 4))").unwrap();
    let predicate = predicate(&expr).unwrap();
    let bounds = Rect::new(Coord { x: 1.0, y: 2.0 }, Coord { x: 3.0, y: 4.0 });
    let needs = |predicate: &Predicate| -> Vec<String> {
        predicate.conditions().filter_map(|condition| condition.need()).map(|need| format!("{need:?}")).collect()
    };
    let expected = [Need::OneOf(1, vec!["SMP"]), Need::Begins(0, "13.".into()), Need::Meets(bounds)];
    assert_eq!(needs(&predicate), expected.map(|need| format!("{need:?}")));
    for none in ["NOT level = 'SMP'", "level = 'SMP' OR level = 'SD'", "CASEI(level) = 'smp'", "S_DISJOINT(geometry, POINT(1 2))"]
    {
        let predicate = super::compile(&parse_text(none).unwrap(), &COLUMNS, Reference::CRS84).unwrap();
        assert!(needs(&predicate).is_empty(), "{none}");
    }
}

#[test]
fn a_condition_knows_whether_it_speaks_of_one_column() {
    let expr = parse_text(
        "level = 'SMP' AND (level LIKE 'S%' OR NOT CASEI(level) = 'sma') AND (name = level) AND members > 3 AND S_WITHIN(geometry, BBOX(1, 2, 3, 4))",
    )
    .unwrap();
    let predicate = predicate(&expr).unwrap();
    let found: Vec<_> = predicate.conditions().map(|condition| (condition.column(), condition.is_spatial())).collect();
    assert_eq!(predicate.tests(), 6);
    assert_eq!(found[..3], [(Some(1), false), (Some(1), false), (None, false)]);
    assert_eq!((found[3].1, found[4]), (false, (None, true)));
}

#[test]
fn positions_may_be_written_north_first_and_boxes_in_metres() {
    let parsed = parse_text("S_INTERSECTS(geometry, BBOX(0, 100, 1, 101))").unwrap();
    let north_first = Reference { north_first: true, ..Reference::CRS84 };
    assert_eq!(passing(&super::compile(&parsed, &COLUMNS, north_first).unwrap()), [0, 1, 4]);
    let parsed = parse_text("S_INTERSECTS(geometry, BBOX(100000, 0, 101000, 1000))").unwrap();
    let thousandths = |at: Coord| Some(Coord { x: at.x / 1000.0, y: at.y / 1000.0 });
    let metres = Reference { north_first: false, degrees: false, to_degrees: &thousandths };
    assert_eq!(passing(&super::compile(&parsed, &COLUMNS, metres).unwrap()), [0, 1, 4]);
    let parsed = parse_text("S_INTERSECTS(geometry, BBOX(2, 0, 1, 1))").unwrap();
    assert!(super::compile(&parsed, &COLUMNS, metres).is_err());
}

#[test]
fn polygons_of_records_are_related_too() {
    struct Square;
    impl Record for Square {
        fn value(&self, _: usize) -> Value<'_> {
            Value::Null
        }

        fn geometry(&self) -> Option<Cow<'_, Geometry>> {
            let square: Polygon = Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: 2.0, y: 2.0 }).to_polygon();
            Some(Cow::Owned(square.into()))
        }
    }
    for (filter, expected) in [
        ("S_OVERLAPS(geometry, BBOX(1, 1, 3, 3))", true),
        ("S_CROSSES(LINESTRING(-1 1, 3 1), geometry)", true),
        ("S_TOUCHES(geometry, BBOX(2, 0, 3, 2))", true),
        ("S_CONTAINS(geometry, POINT(1 1))", true),
        ("S_CONTAINS(geometry, POINT(2 2))", false),
        ("S_WITHIN(geometry, BBOX(-1, -1, 3, 3))", true),
        ("S_WITHIN(BBOX(-1, -1, 3, 3), geometry)", false),
        ("S_EQUALS(geometry, POLYGON((2 0, 2 2, 0 2, 0 0, 2 0)))", true),
    ] {
        assert_eq!(predicate(&parse_text(filter).unwrap()).unwrap().passes(&Square), expected, "{filter}");
    }
}

/// Words that make filters, and nonsense.
const WORDS: &[&str] = &[
    "level",
    "members",
    "is_hub",
    "geometry",
    "\"a.b\"",
    "'SD%'",
    "'é'",
    "3",
    "-2.5",
    "1e3",
    "TRUE",
    "=",
    "<>",
    "<",
    ">=",
    "AND",
    "OR",
    "NOT",
    "LIKE",
    "BETWEEN",
    "IN",
    "IS",
    "NULL",
    "(",
    ")",
    ",",
    "CASEI",
    "DATE",
    "S_INTERSECTS",
    "S_TOUCHES",
    "POINT(1 2)",
    "BBOX(1, 2, 3, 4)",
    "LINESTRING(0 0, 1 1)",
    "LINESTRING(1 1, 1 1)",
    "POLYGON((0 0, 1 0, 1 1, 0 0))",
    "POLYGON((0 0, 0 0, 0 0, 0 0))",
    "MULTIPOINT((100 0))",
    "GEOMETRYCOLLECTION(POINT(1 1), LINESTRING(0 0, 2 2))",
    ";",
    "'",
];

proptest! {
    #[test]
    fn whatever_is_asked_is_refused_or_answered(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..14)) {
        let filter = words.join(" ");
        if let Ok(predicate) = parse_text(&filter).and_then(|expr| predicate(&expr)) {
            passing(&predicate);
        }
    }

    #[test]
    fn any_bytes_are_refused_or_answered(filter in ".{0,60}") {
        let _ = parse_text(&filter);
        let _ = parse_json(&filter);
    }

    #[test]
    fn any_two_geometries_are_related(
        relation in proptest::sample::select(vec!["INTERSECTS", "DISJOINT", "EQUALS", "TOUCHES", "CROSSES", "WITHIN", "CONTAINS", "OVERLAPS"]),
        first in proptest::sample::select(WORDS),
        second in proptest::sample::select(WORDS),
    ) {
        let filter = format!("S_{relation}({first}, {second})");
        if let Ok(predicate) = parse_text(&filter).and_then(|expr| predicate(&expr)) {
            passing(&predicate);
        }
    }
}
