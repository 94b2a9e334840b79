"""Rows of reading and writing: from a list on disk to something that can be asked, and from there to all of it as GeoJSON."""
import os
import subprocess
import urllib.request

import served
from measure import Measure, Row, whole_program

COLUMNS = ["-oo", "X_POSSIBLE_NAMES=bujur", "-oo", "Y_POSSIBLE_NAMES=lintang", "-a_srs", "EPSG:4326"]


def rows(setting):
    return [reading(setting), writing(setting), ready(setting)]


def geopackage(setting):
    package = setting.path("schools.gpkg")
    if os.path.exists(package):
        os.remove(package)
    return ["ogr2ogr", "-f", "GPKG", package, setting.schools, *COLUMNS]


def reading(setting):
    ours = [setting.imbas, "neighbours", setting.schools, "--npsn", "10000000", "--count", "1"]
    return Row(
        name="list of 220,000 rows read, audited and indexed",
        peer="ogr2ogr to a GeoPackage",
        wanted="4",
        ours=lambda: whole_program(ours),
        theirs=lambda: whole_program(geopackage(setting)),
    )


def writing(setting):
    def ours():
        with served.imbas(setting.imbas, setting.schools) as (address, process, _):
            before = resident_mb(process, "VmRSS")
            with open(f"/proc/{process}/clear_refs", "w") as peaks:
                peaks.write("5")
            fetched = whole_program(["curl", "-s", f"{address}/schools.geojson"], features)
            return Measure(fetched.seconds, resident_mb(process, "VmHWM") - before, fetched.answer)

    def theirs():
        package = setting.path("schools.gpkg")
        if not os.path.exists(package):
            subprocess.run(geopackage(setting), check=True)
        return whole_program(["ogr2ogr", "-f", "GeoJSONSeq", "/vsistdout/", package], features)

    return Row(
        name="all schools as GeoJSON (memory: what the answer adds)",
        peer="ogr2ogr from a GeoPackage",
        wanted="1, flat memory",
        ours=ours,
        theirs=theirs,
    )


def features(out):
    return out.count(b'"Feature",')


def ready(setting):
    def ours():
        with served.imbas(setting.imbas, setting.schools) as (_, _, seconds):
            return Measure(seconds, None, None)

    alone = [setting.imbas, "plan", setting.schools, *served.RULES, "--output", setting.path("plan.json")]
    return Row(
        name="ready to serve",
        peer="`imbas plan` of the same list",
        wanted="0.83",
        ours=ours,
        theirs=lambda: whole_program(alone),
    )


def resident_mb(process, field):
    with open(f"/proc/{process}/status") as status:
        line = next(line for line in status if line.startswith(field))
    return int(line.split()[1]) / 1024


def notes(setting):
    """What has no peer: memory for each school that is served with its plan, over a server that serves next to nothing."""
    few, rows = setting.path("few.csv"), 0
    with open(setting.schools) as schools, open(few, "w") as out:
        for rows, line in enumerate(schools):
            if rows < 3:
                out.write(line)
    resident = []
    for schools in (few, setting.schools):
        with served.imbas(setting.imbas, schools) as (address, process, _):
            with urllib.request.urlopen(f"{address}/schools.geojson?limit=100") as page:
                page.read()
            resident.append(resident_mb(process, "VmRSS"))
    each = (resident[1] - resident[0]) * 1024 * 1024 / rows
    yield f"Resident memory of `imbas serve` with plan: {resident[1]:.0f} MB, {each:.0f} bytes a school over a server of two (wanted: 600)."
