"""Reads every exported file back with other programs and compares it feature by feature with the GeoJSON.

    python exports.py IMBAS [office]

The list is the demonstration. Every check prints one line; exit code 1 when one of them fails.
"""
import csv
import gzip
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile

import geopandas
import mapbox_vector_tile
import openpyxl
import pyarrow.parquet
import shapely
from pmtiles.reader import MmapSource, Reader, all_tiles
from shapely.geometry import shape

imbas, office = os.path.abspath(sys.argv[1]), "office" in sys.argv[2:]
INPUTS = ["data/demo/sekolah.csv", "--boundaries", "data/demo/batas.geojson", "--programme", "data/demo/program.toml"]
COLLECTIONS = ["schools", "clusters", "links", "regions", "findings"]
XLSX = {"schools": ("lon", "lat"), "findings": ("lon", "lat")}
failed = 0


def check(name, good, found=""):
    global failed
    failed += not good
    print(f"   {'ok    ' if good else 'FAILED'} {name}" + ("" if good else f": {str(found)[:400]}"), flush=True)


def export(path, *words, expected=0):
    done = subprocess.run([imbas, "export", *INPUTS, "--output", path, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode != expected:
        check(f"export {os.path.basename(path)} ends with {expected}", False, done.stderr)
    return done


def run(*words):
    return subprocess.run(words, capture_output=True, text=True)


def plain(value):
    """A value as a table without lists and with one kind of number holds it."""
    if isinstance(value, list):
        return ",".join(value)
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    return float(value)


def same_value(one, other):
    one, other = plain(one), plain(other)
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= 1e-9 * max(1.0, abs(one))
    return one == other


def same_place(one, other):
    if one is None or other is None:
        return one is None and other is None
    return shape(one).equals_exact(shape(other), 1e-9)


def compare(name, expected, found):
    """`found`: id -> (properties, geometry); `expected` are the features of the GeoJSON."""
    wrong = []
    if set(found) != {feature["id"] for feature in expected}:
        wrong.append(f"{len(found)} ids, expected {len(expected)}")
    for feature in expected:
        properties, geometry = found.get(feature["id"], ({}, None))
        wrong += [f"{feature['id']} {key}: {properties.get(key)!r}, expected {value!r}"
                  for key, value in feature["properties"].items() if not same_value(value, properties.get(key))]
        if not same_place(feature["geometry"], geometry):
            wrong.append(f"{feature['id']}: another geometry")
    check(f"{name}: {len(expected)} features, value by value", not wrong, wrong[:3])


def by_gdal(path, layer=None, options=()):
    done = run("ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", "-lco", "ID_FIELD=id", *options, "/vsistdout/", path, *([layer] if layer else []))
    if done.returncode or "ERROR" in done.stderr:
        check(f"GDAL reads {os.path.basename(path)}", False, done.stderr)
        return {}
    read = json.loads(done.stdout)["features"]
    return {feature.get("id", feature["properties"].get("id")): (feature["properties"], feature["geometry"]) for feature in read}


def each_collection(folder, name):
    path = f"{folder}/{name}"
    export(f"{path}.geojson", "--collection", name)
    with open(f"{path}.geojson") as file:
        whole = json.load(file)
    expected = whole["features"]
    check(f"{name}.geojson carries version and provenance", bool(whole["version"]) and len(whole["provenance"]["inputs"]) == 2, whole.keys())
    for ending in ("geojsonseq", "fgb", "parquet", "csv"):
        export(f"{path}.{ending}", "--collection", name)
    compare(f"{name}.geojsonseq (GDAL)", expected, by_gdal(f"GeoJSONSeq:{path}.geojsonseq"))
    placed = [feature for feature in expected if feature["geometry"]]
    compare(f"{name}.fgb (GDAL)", placed, by_gdal(f"{path}.fgb"))
    compare(f"{name}.gpkg (GDAL)", expected, by_gdal(f"{folder}/imbas.gpkg", name))
    compare(f"{name}.csv (Python)", expected, sheet(f"{path}.csv", expected))
    frame = geopandas.read_parquet(f"{path}.parquet")
    rows = {row["id"]: ({key: none(row[key]) for key in frame.columns}, row.geometry.__geo_interface__ if row.geometry else None)
            for _, row in frame.iterrows()}
    compare(f"{name}.parquet (geopandas)", expected, rows)
    keys = pyarrow.parquet.read_metadata(f"{path}.parquet").metadata
    check(f"{name}.parquet carries its version", json.loads(keys[b"imbas"])["version"] == whole["version"], keys.keys())
    return expected


def none(value):
    if isinstance(value, float) and value != value:
        return None
    return value.item() if hasattr(value, "item") else value


def sheet(path, expected):
    """A CSV has no types: the GeoJSON says what a cell is."""
    kinds = {}
    for feature in expected:
        for key, value in feature["properties"].items():
            if value is not None:
                kinds[key] = type(value)
    rows = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            values = {key: cell(row[key], kinds.get(key, str)) for key in row}
            if "lon" in row:
                place = {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]} if row["lon"] else None
            else:
                place = geopandas.GeoSeries.from_wkt([row["wkt"]])[0].__geo_interface__ if row["wkt"] else None
            rows[row["id"]] = (values, place)
    return rows


def cell(text, kind):
    if text == "":
        return None
    # An apostrophe disarms what would start a formula.
    text = text[1:] if text[0] == "'" and text[1:2] in tuple("=+-@") else text
    return {bool: lambda: text == "true", int: lambda: float(text), float: lambda: float(text)}.get(kind, lambda: text)()


def workbook(path, everything):
    book = openpyxl.load_workbook(path)
    for name, expected in everything.items():
        rows = [list(row) for row in book[name].iter_rows(values_only=True)]
        found = {}
        for row in rows[1:]:
            values = dict(zip(rows[0], row))
            place = None
            if name in XLSX and values["lon"] is not None:
                place = {"type": "Point", "coordinates": [values["lon"], values["lat"]]}
            found[values["id"]] = (values, place)
        wanted = expected if name in XLSX else [{**feature, "geometry": None} for feature in expected]
        compare(f"{name} in the workbook (openpyxl)", wanted, found)
    formulas = [one.coordinate for one_sheet in book for row in one_sheet.iter_rows() for one in row if one.data_type == "f"]
    check("no cell of the workbook is a formula", not formulas, formulas[:3])


def annex(folder):
    path = f"{folder}/lampiran.xlsx"
    export(path, "--collection", "assignments", "--region", "99.01")
    book = openpyxl.load_workbook(path)
    pages = [one for one in book if one.title not in ("Sampul",)]
    check("the annex prints on A4 landscape with its headings on every page",
          all(one.page_setup.paperSize == 9 and one.page_setup.orientation == "landscape" and one.print_title_rows for one in pages))
    check("NPSN are text", all(isinstance(row[1], str) for row in book["Daftar lengkap"].iter_rows(min_row=2, values_only=True)))
    export(f"{folder}/lampiran.csv", "--collection", "assignments", "--region", "99.01", "--locale", "id")
    with open(f"{folder}/lampiran.csv", encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file, delimiter=";"))
    numbers = [row[1] for row in book["Daftar lengkap"].iter_rows(min_row=2, values_only=True)]
    check("the annex has the schools of the sheet, in its order", [row["npsn"] for row in listed] == numbers, len(listed))
    members = {row[5] for one in pages if one.title.startswith("Kec. ") for row in one.iter_rows(min_row=4, values_only=True) if row[5]}
    check("its sheets per kecamatan hold every member once", members == {row["npsn"] for row in listed if row["keadaan"] == "member"}, len(members))
    if office:
        done = run("soffice", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", folder, path)
        opened = [name for name in os.listdir(folder) if name.startswith("lampiran-") and name.endswith(".csv")]
        check("LibreOffice opens every sheet of the annex", len(opened) == len(book.sheetnames), done.stderr)
        with open(f"{folder}/lampiran-Daftar lengkap.csv", newline="") as file:
            check("LibreOffice reads the same schools", [row["npsn"] for row in csv.DictReader(file)] == numbers)


def without_features(folder):
    for ending in ("geojson", "gpkg", "fgb"):
        path = f"{folder}/kosong.{ending}"
        export(path, "--collection", "schools", "--region", "13.75")
        done = run("ogrinfo", "-ro", "-so", "-al", path)
        good = done.returncode == 0 and "Feature Count: 0" in done.stdout and "ERROR" not in done.stderr
        columns = ending == "geojson" or "distance_m" in done.stdout
        check(f"a region without schools is an empty {ending} with its columns (GDAL)", good and columns, done.stdout + done.stderr)
    path = f"{folder}/kosong.parquet"
    export(path, "--collection", "schools", "--region", "13.75")
    frame = geopandas.read_parquet(path)
    check("a region without schools is an empty parquet with its columns (geopandas)", len(frame) == 0 and "distance_m" in frame.columns)


def tiled(path):
    """Layer -> id -> (properties, pieces in degrees) at the deepest zoom, as the reference reader finds them."""
    layers = {}
    with open(path, "rb") as file:
        source = MmapSource(file)
        header, metadata = Reader(source).header(), Reader(source).metadata()
        for (z, x, y), data in all_tiles(source):
            for name, layer in mapbox_vector_tile.decode(gzip.decompress(data), default_options={"y_coord_down": True}).items() if z == header["max_zoom"] else ():
                for feature in layer["features"]:
                    found = layers.setdefault(name, {}).setdefault(feature["id"], (feature["properties"], []))
                    found[1].append(shapely.transform(shape(feature["geometry"]), lambda at: degrees(at, z, x, y, layer["extent"])))
    return header, metadata, layers


def degrees(at, z, x, y, extent):
    east, south = (x + at[:, 0] / extent) / 2**z, (y + at[:, 1] / extent) / 2**z
    latitude = [math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * one)))) for one in south]
    return shapely.get_coordinates(shapely.points(east * 360 - 180, latitude))


def tiles(folder, everything, version):
    path = f"{folder}/imbas.pmtiles"
    done = export(path)
    header, metadata, layers = tiled(path)
    check("imbas.pmtiles carries its version, inputs and layers",
          metadata["version"] == metadata["imbas"]["version"] == version and len(metadata["imbas"]["inputs"]) == 2 and header["clustered"]
          and {"schools", "clusters", "links", "regions"} <= {layer["id"] for layer in metadata["vector_layers"]}, metadata.keys())
    # Half a unit of the grid, at the equator.
    unit = 360 / 2 ** header["max_zoom"] / 4096
    for name in ("schools", "clusters", "links", "regions"):
        expected = {feature["id"]: feature for feature in everything[name]}
        found = {number: own for source in (name, "needs_check") for number, own in layers.get(source, {}).items() if source == name or name == "schools"}
        wrong = []
        for key, feature in expected.items():
            number = int("".join(one for one in key if one.isalnum()), 36)
            if number not in found:
                wrong += [f"{key} is missing"] if feature["geometry"] else []
                continue
            properties, pieces = found.pop(number)
            wrong += [f"{key} {column}: {value!r}, expected {feature['properties'][column]!r}" for column, value in properties.items()
                      if column in feature["properties"] and not same_value(short(feature["properties"][column]), value)]
            wrong += [f"{key}: {column} is missing" for column in properties if column not in feature["properties"] and column not in ("number", "members", "places")]
            if feature["geometry"] and far(shapely.union_all([whole(piece) for piece in pieces]), shape(feature["geometry"])) > 4 * unit:
                wrong.append(f"{key}: another geometry")
        # What is left over are schools that need a check, where the list puts them: the GeoJSON has no geometry for these.
        wrong += [f"{number} is nobody" for number in found]
        check(f"{name} of imbas.pmtiles (reference reader): {len(expected)} features, value by value", not wrong, wrong[:3])
    left_out = [line for line in done.stdout.splitlines() if "tanpa titik" in line]
    check("imbas export tells what tiles cannot hold", len(left_out) == 1, done.stdout)
    # GDAL 3.12, which the wheels carry, has a driver of its own.
    import pyogrio
    names = {name for name, _ in pyogrio.list_layers(path)}
    check("GDAL opens imbas.pmtiles with its layers", {"schools", "clusters", "links", "regions"} <= names, names)


def short(value):
    return value[:80] if isinstance(value, str) else value


def whole(piece):
    return piece if piece.is_valid else piece.buffer(0)


def far(one, other):
    return one.hausdorff_distance(other)


def refusals(folder):
    done = export("/dev/full", "--format", "geojson", expected=2)
    check("a full disk is told", "/dev/full" in done.stderr and "tempat penyimpanan penuh" in done.stderr, done.stderr)
    done = export(f"{folder}/x.shp", expected=2)
    check("an unknown format is told with the known ones", "geojson" in done.stderr and not os.path.exists(f"{folder}/x.shp"), done.stderr)
    export(f"{folder}/x.csv", "--collection", "schools", "--collection", "links", expected=2)
    export(f"{folder}/x.csv", "--collection", "assignments", expected=2)
    check("nothing is left of what was refused", not [name for name in os.listdir(folder) if name.startswith("x.")])


if shutil.which("ogr2ogr") is None:
    sys.exit("no ogr2ogr: apt-get install gdal-bin")
with tempfile.TemporaryDirectory() as temporary:
    export(f"{temporary}/imbas.gpkg")
    export(f"{temporary}/imbas.xlsx")
    everything = {name: each_collection(temporary, name) for name in COLLECTIONS}
    workbook(f"{temporary}/imbas.xlsx", everything)
    with open(f"{temporary}/schools.geojson") as file:
        tiles(temporary, everything, json.load(file)["version"])
    annex(temporary)
    without_features(temporary)
    refusals(temporary)
sys.exit(failed > 0)
