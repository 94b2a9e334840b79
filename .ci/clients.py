"""Real clients of OGC API - Features: each reads every collection and must see what the GeoJSON answers say."""

import json
import random
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

import cql2
import geopandas
import pyogrio
from geojson_pydantic import Feature, FeatureCollection
from openapi_spec_validator import validate
from owslib.ogcapi.features import Features
from pyproj import Transformer

BASE = sys.argv[1]
COLLECTIONS = ["schools", "clusters", "links", "regions", "findings"]
started = time.monotonic()


def get(path, accept="*/*"):
    with urllib.request.urlopen(urllib.request.Request(BASE + path, headers={"accept": accept})) as answer:
        return json.load(answer)


def whole(collection, query=""):
    features, path = [], f"/collections/{collection}/items?limit=1000{query}"
    while path:
        page = get(path)
        features += page["features"]
        assert page["numberReturned"] == len(page["features"]), path
        following = [link["href"] for link in page["links"] if link["rel"] == "next"]
        path = following[0][len(BASE):] if following else None
    assert len(features) == page["numberMatched"], (collection, len(features), page["numberMatched"])
    return features


def done(what):
    print(f"ok {time.monotonic() - started:6.1f} s  {what}")


def strict(feature):
    """RFC 7946 beyond what the models check: positions on earth, at most seven decimals, closed rings, counter-clockwise outside."""
    Feature(**feature)
    geometry = feature["geometry"]
    if geometry is None:
        return
    rings = {"Polygon": lambda c: [c], "MultiPolygon": lambda c: c}.get(geometry["type"], lambda c: [])(geometry["coordinates"])
    for polygon in rings:
        for number, ring in enumerate(polygon):
            area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:]))
            assert ring[0] == ring[-1] and len(ring) >= 4, feature["id"]
            assert (area > 0) == (number == 0), (feature["id"], "winding")
    flat = json.dumps(geometry["coordinates"]).replace("[", " ").replace("]", " ").replace(",", " ").split()
    for lon, lat in zip(flat[::2], flat[1::2]):
        assert -180 <= float(lon) <= 180 and -90 <= float(lat) <= 90, feature["id"]
        assert all(len(number.partition(".")[2]) <= 7 for number in (lon, lat) if "e" not in number), (feature["id"], lon, lat)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


everything = {collection: whole(collection) for collection in COLLECTIONS}
for collection, features in everything.items():
    assert len({feature["id"] for feature in features}) == len(features), collection
    FeatureCollection(type="FeatureCollection", features=features)
    for feature in features:
        strict(feature)
    strict(get(f"/collections/{collection}/items/{urllib.parse.quote(features[0]['id'], safe='')}"))
for path in ["/schools.geojson", "/clusters.geojson", "/links.geojson", "/regions.geojson", "/findings.geojson"]:
    for feature in get(path)["features"]:
        strict(feature)
done(f"RFC 7946: {sum(map(len, everything.values()))} features of five collections and five files")

validate(get("/openapi.json"))
validate(get("/api", "application/vnd.oai.openapi+json;version=3.0"))
done("OpenAPI 3.1 and 3.0 are valid")

# Debian's GDAL: layers, counts, paging, -spat, -where, geometries.
listed = run("ogrinfo", "-q", f"OAPIF:{BASE}")
assert all(f": {collection} (" in listed for collection in COLLECTIONS), listed
with tempfile.TemporaryDirectory() as folder:
    for collection, features in everything.items():
        out = Path(folder, f"{collection}.geojson")
        run("ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=7", str(out), f"OAPIF:{BASE}", collection, "-oo", "PAGE_SIZE=7")
        read = json.loads(out.read_text())["features"]
        assert len(read) == len(features), (collection, len(read), len(features))
        for here, there in zip(read, features):
            assert here["geometry"] == there["geometry"], (collection, there["id"])
    boxed = Path(folder, "boxed.geojson")
    west, south, east, north = "94.65", "-0.05", "94.75", "0.02"
    run("ogr2ogr", "-f", "GeoJSON", str(boxed), f"OAPIF:{BASE}", "schools", "-spat", west, south, east, north)
    expected = len(whole("schools", f"&bbox={west},{south},{east},{north}"))
    assert 0 < len(json.loads(boxed.read_text())["features"]) == expected < len(everything["schools"])
    for where in ["level = 'SMP'", "distance_m > 500 AND role = 'member'", "name LIKE 'SMP%'", "hub IS NULL", "level IN ('SD', 'SMP') AND is_hub = 1"]:
        out = Path(folder, "where.geojson")
        out.unlink(missing_ok=True)
        run("ogr2ogr", "-f", "GeoJSON", str(out), f"OAPIF:{BASE}", "schools", "-where", where)
        cql = where.replace("is_hub = 1", "is_hub = TRUE")
        expected = len(whole("schools", "&filter=" + urllib.parse.quote(cql)))
        assert 0 < len(json.loads(out.read_text())["features"]) == expected, where
done("GDAL (Debian): five layers, pages of 7, -spat, -where; geometries equal")

# GDAL in a wheel, through geopandas.
for collection, features in everything.items():
    frame = pyogrio.read_dataframe(f"OAPIF:{BASE}", layer=collection)
    assert isinstance(frame, geopandas.GeoDataFrame) and len(frame) == len(features), (collection, len(frame))
    assert frame.geometry.notna().sum() == sum(feature["geometry"] is not None for feature in features)
    assert frame.crs is not None and frame.crs.to_epsg() in (4326, None), frame.crs
done(f"geopandas {geopandas.__version__}: five layers")

service = Features(BASE + "/")
assert "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core" in service.conformance()["conformsTo"]
assert sorted(service.feature_collections()) == sorted(COLLECTIONS)
page = service.collection_items("schools", bbox=[94.65, -0.05, 94.75, 0.02], limit=5)
assert page["numberReturned"] == 5
assert "npsn" in service.collection_queryables("schools")["properties"]
done("OWSLib: conformance, collections, queryables, items")

# Every coordinate reference system against PROJ, which is told to write easting first.
plain = {feature["id"]: feature["geometry"] for feature in everything["schools"]}
for uri in get("/collections/schools")["crs"][1:]:
    number = int(uri.rsplit("/", 1)[1])
    transformer = Transformer.from_crs("OGC:CRS84", f"EPSG:{number}", always_xy=True)
    for feature in whole("schools", "&crs=" + urllib.parse.quote(uri, safe="")):
        if plain[feature["id"]] is None:
            assert feature["geometry"] is None
            continue
        expected = transformer.transform(*plain[feature["id"]]["coordinates"])
        found = feature["geometry"]["coordinates"]
        if number == 4326:
            found = found[::-1]
        near = 1e-9 if number == 4326 else 0.0006
        assert all(abs(one - other) <= near for one, other in zip(found, expected)), (uri, feature["id"], found, expected)
done("PROJ: 20 systems agree to half a millimetre")

# Filters against the `cql2` package, as text and as the JSON that it makes of them.
numbers = random.Random(20261124)


def condition():
    box = sorted(numbers.uniform(94.55, 94.95) for _ in range(2)), sorted(numbers.uniform(-0.15, 0.1) for _ in range(2))
    (west, east), (south, north) = [[round(number, 3) for number in pair] for pair in box]
    ring = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    return numbers.choice([
        f"level {numbers.choice(['=', '<>', '<', '>='])} '{numbers.choice(['SD', 'SMP', 'SMA', 'X'])}'",
        f"distance_m {numbers.choice(['=', '<', '>', '<=', '>=', '<>'])} {numbers.randrange(0, 9000)}",
        f"distance_km BETWEEN {numbers.randrange(0, 3)} AND {numbers.randrange(3, 20)}",
        f"region LIKE '99.{numbers.choice(['%', '01%', '_1.%', '%02'])}'",
        f"name {numbers.choice(['LIKE', 'NOT LIKE'])} '%{numbers.choice(['Rekaan', 'SD', '001', 'a_a'])}%'",
        f"CASEI(name) = CASEI('{numbers.choice(everything['schools'])['properties']['name'].upper().replace(chr(39), chr(39) * 2)}')",
        f"level IN ('SD', '{numbers.choice(['SMP', 'X'])}')",
        f"role NOT IN ('hub', '{numbers.choice(['member', 'unreached'])}')",
        f"{numbers.choice(['hub', 'distance_m', 'accreditation', 'level'])} IS {numbers.choice(['', 'NOT '])}NULL",
        f"is_hub = {numbers.choice(['TRUE', 'FALSE'])}",
        f"NOT role = '{numbers.choice(['hub', 'member'])}'",
        f"S_INTERSECTS(geometry, BBOX({west}, {south}, {east}, {north}))",
        f"{numbers.choice(['S_WITHIN', 'S_DISJOINT', 'S_INTERSECTS'])}(geometry, POLYGON(({ring})))",
    ])


def filters():
    for _ in range(120):
        parts = [condition() for _ in range(numbers.randrange(1, 4))]
        joined = parts[0]
        for part in parts[1:]:
            joined = f"({joined}) {numbers.choice(['AND', 'OR'])} {part}"
        yield joined


def passes(expression, feature):
    # Where the package cannot decide because a value is missing, nothing passes, as in SQL.
    try:
        return expression.matches(feature)
    except Exception as error:
        assert "reduce" in str(error), error
        return False


found = 0
placed = [feature for feature in everything["schools"] if feature["geometry"]]
for text in filters():
    expression = cql2.Expr(text)
    # The package has no features without a place.
    expected = {feature["id"] for feature in placed if passes(expression, feature)}
    found += bool(expected)
    for language, form in [("cql2-text", text), ("cql2-json", json.dumps(expression.to_json()))]:
        answer = whole("schools", f"&filter-lang={language}&filter=" + urllib.parse.quote(form))
        ids = {feature["id"] for feature in answer if feature["geometry"]}
        assert ids == expected, (language, form, sorted(ids ^ expected)[:5])
assert found > 60, found
done(f"cql2 {cql2.__version__ if hasattr(cql2, '__version__') else ''}: 120 random filters find the same, as text and as JSON")
