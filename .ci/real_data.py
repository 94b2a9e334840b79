"""What must show on the real list of West Sumatra: the audit's findings, the plan and its independent check, the service.

    python3 real_data.py IMBAS DATA

DATA is the folder of third-party data beside the checkout; nothing of it is copied. Every check prints one line; exit code 1 when
one of them fails.
"""
import copy
import csv
import io
import json
import math
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

imbas, data = sys.argv[1:]
schools = f"{data}/sekolah-sumbar-2019"
boundaries = [word for name in ("kecamatan_13", "kabkota_13") for word in ("--boundaries", f"{data}/batas-sumbar/{name}.geojson")]
hubs = ["--hubs", f"{data}/penggerak-sumbar/penggerak_sma_sumbar_npsn.csv"]
failed = 0


def check(name, good, found=""):
    global failed
    failed += not good
    print(f"   {'ok    ' if good else 'FAILED'} {name}" + ("" if good else f": {str(found)[:300]}"), flush=True)


def run(*words):
    return subprocess.run([imbas, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL)


def audit():
    done = run("audit", schools, *boundaries, "--format", "json")
    check("audit ends with 1: there are errors", done.returncode == 1, done.stderr)
    report = json.loads(done.stdout)
    check("5,594 rows in = schools + refused", report["rows"] == 5594 == report["schools"] + report["refused"], report["rows"])
    findings = report["findings"]

    def of(npsn, code=None):
        return [f for f in findings if f.get("npsn") == npsn and code in (None, f["code"])]

    flips = {f["npsn"] for f in findings if f["code"] == "lost_sign" and f.get("proposal")}
    check("proposes the sign flip of 10301946", "10301946" in flips, flips)
    wrong = flips & {"10307596", "10308288", "10305583", "10300848"}
    check("does not propose what only looks like a lost sign", not wrong, wrong)
    groups = [f for f in findings if f["code"] == "displaced_district"]

    lareh = [f for f in groups if {"10304366", "10304346"} <= set(f.get("schools", []))]
    check("10304366 and 10304346 belong to one group finding", len(lareh) == 1, lareh)
    sungai_pua = [(f.get("suspect"), len(f["schools"])) for f in groups if f.get("region") == "13.06.12"]
    check("Sungai Pua is one group of 20 schools, the points are suspect", sungai_pua == [("points", 20)], sungai_pua)
    check("10300922 has the sentinel", of("10300922", "sentinel_position"), of("10300922"))
    check("10300288 lies outside its regency", of("10300288", "outside_regency"), of("10300288"))
    near = [f for n in ("10307460", "10307466") for f in of(n) if f["severity"] == "error"]
    check("two schools 2 m apart are no error", not near, near)


def plan(folder):
    path = f"{folder}/plan.json"
    words = [schools, *boundaries, *hubs, "--programme", "sekolah-penggerak"]
    done = run("plan", *words, "--output", path)
    check("plan is written", done.returncode == 0, done.stderr)
    inputs = [schools, *boundaries, *hubs]
    done = run("check", path, *inputs)
    check("check accepts it", done.returncode == 0, done.stdout + done.stderr)
    with open(path) as file:
        good = json.load(file)
    counts = good["counts"]
    check("the account adds up", counts["rows"] == counts["refused"] + counts["out_of_scope"] + counts["schools"] == 5594
          and counts["schools"] == counts["hubs"] + counts["members"] + counts["unreached"] + counts["needs_check"], counts)
    places = positions()
    spoiled = [
        ("one missing school", drop_school),
        ("one changed distance", change_distance),
        ("two hubs swapped and the metres recomputed", lambda plan: pass_hubs_on(plan, places, 2)),
        ("a feasible plan that is not optimal", lambda plan: pass_hubs_on(plan, places, 3)),
        ("a price that is not the least", lambda plan: change_price(plan, 1)),
        ("a price that breaks the certificate", lambda plan: change_price(plan, -1)),
    ]
    for name, spoil in spoiled:
        bad = copy.deepcopy(good)
        spoil(bad)
        with open(path, "w") as file:
            json.dump(bad, file)
        done = run("check", path, *inputs)
        named = any(row["npsn"] in done.stdout for row in good["assignments"] + good["hubs"])
        check(f"check refuses {name}, with the place", done.returncode == 1 and "ditolak" in done.stdout and named, done.stdout + done.stderr)


def positions():
    """Longitude and latitude as the list gives them; the schools of the plan are those that need no repair."""
    places = {}
    for name in os.listdir(schools):
        if name.endswith(".json"):
            with open(f"{schools}/{name}") as file:
                for rows in json.load(file).values():
                    places.update({row["npsn"]: (float(row["bujur"] or 0), float(row["lintang"] or 0)) for row in rows})
    return places


def metres(one, other):
    """The arc over the chord on WGS84, with the mean of both Gaussian radii, rounded half up."""
    a, e2 = 6378137.0, 6.69437999014e-3
    points, radii = [], []
    for lon, lat in (one, other):
        lon, lat = math.radians(lon), math.radians(lat)
        w = 1 - e2 * math.sin(lat) ** 2
        n = a / math.sqrt(w)
        points.append((n * math.cos(lat) * math.cos(lon), n * math.cos(lat) * math.sin(lon), n * (1 - e2) * math.sin(lat)))
        radii.append(a * math.sqrt(1 - e2) / w)
    radius = sum(radii) / 2
    return math.floor(2 * radius * math.asin(math.dist(*points) / (2 * radius)) + 0.5)


def pass_hubs_on(plan, places, count):
    """The first members of so many hubs go round to each other's hubs: every rule is kept, the metres are true, and there are more."""
    rows, hubs = [], set()
    for row in plan["assignments"]:
        if row["hub"] not in hubs and len(rows) < count:
            rows.append(row)
            hubs.add(row["hub"])
    next_hubs = [row["hub"] for row in rows[1:] + rows[:1]]
    for row, hub in zip(rows, next_hubs):
        assert row["metres"] == metres(places[row["npsn"]], places[row["hub"]]), "the formula is the planner's"
        row["hub"], row["metres"] = hub, metres(places[row["npsn"]], places[hub])
    plan["objective"]["metres"] = sum(row["metres"] for row in plan["assignments"])


def drop_school(plan):
    plan["assignments"].pop()


def change_distance(plan):
    plan["assignments"][0]["metres"] += 1


def change_price(plan, by):
    plan["hubs"][0]["price"]["metres"] += by


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def service(folder):
    port = free_port()
    words = ["serve", schools, *boundaries, *hubs, "--programme", "sekolah-penggerak", "--listen", f"127.0.0.1:{port}"]
    with open(f"{folder}/log", "w") as log:
        process = subprocess.Popen([imbas, *words], stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        ask(f"http://127.0.0.1:{port}", folder, process)
    finally:
        process.terminate()
        check("the service ends when asked to", process.wait(timeout=30) == 0, process.returncode)


def ask(base, folder, process):
    def get(path, accept="*/*"):
        request = urllib.request.Request(base + path, headers={"Accept": accept})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode()

    for _ in range(300):
        try:
            get("/readyz")
            break
        except OSError:
            if process.poll() is not None:
                check("the service starts", False, open(f"{folder}/log").read())
                return
            time.sleep(0.2)
    for code, file in (("13.75", "086000"), ("13.06", "080100")):
        with open(f"{schools}/{file}.json") as list_file:
            expected = {row["npsn"] for rows in json.load(list_file).values() for row in rows}
        answer = json.loads(get(f"/regions/{code}/assignments", "application/json"))
        located = {row["npsn"] for row in answer["assignments"] if row["located"]}
        counts = answer["counts"]
        adds_up = counts["schools"] == counts["hubs"] + counts["members"] + counts["unreached"] + counts["needs_check"] == len(expected)
        check(f"/regions/{code}/assignments has each of its {len(expected)} schools", located == expected and adds_up, counts)
        rows = list(csv.DictReader(io.StringIO(get(f"/regions/{code}/assignments.csv"))))
        same = [row["npsn"] for row in rows] == [row["npsn"] for row in answer["assignments"]]
        check(f"/regions/{code}/assignments.csv has the same rows", same, len(rows))
    first = json.loads(get("/regions/13/assignments", "application/json"))
    check("10301188 is named first among the hubs to check", "10301188" in [hub["npsn"] for hub in first["check_first"]], first["check_first"])
    findings = json.loads(get("/findings", "application/json"))["findings"]
    check("hubs with doubtful positions come first", findings[0]["code"] == "doubtful_hub", findings[0])
    for path in ("/schools.geojson", "/clusters.geojson?region=13", "/links.geojson", "/regions.geojson", "/findings.geojson"):
        name = f"{folder}/{path.strip('/').split('.')[0]}.geojson"
        try:
            text = get(path)
        except OSError as error:
            check(f"{path} is answered", False, error)
            continue
        with open(name, "w") as file:
            file.write(text)
        ogr(path, name, len(json.loads(text)["features"]))


def ogr(path, name, features):
    if shutil.which("ogrinfo") is None:
        check(f"ogrinfo reads {path}", False, "no ogrinfo: apt-get install gdal-bin")
        return
    done = subprocess.run(["ogrinfo", "-ro", "-so", "-al", name], capture_output=True, text=True)
    counted = f"Feature Count: {features}" in done.stdout
    quiet = "ERROR" not in done.stderr and "Warning" not in done.stderr
    check(f"ogrinfo reads {path}: {features} features", done.returncode == 0 and counted and quiet, done.stdout[:200] + done.stderr)


def odd_files():
    folder = f"{data}/sekolah-lain"
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".csv"):
            continue
        done = run("audit", f"{folder}/{name}", "--format", "json", "--fail-on", "never")
        report = json.loads(done.stdout) if done.returncode == 0 else {}
        with open(f"{folder}/{name}", newline="") as file:
            lines = sum(1 for line in file if line.strip()) - 1
        adds_up = report.get("rows") == report.get("schools", 0) + report.get("refused", 0) == lines
        check(f"{name}: {lines} rows are accounted for", adds_up, done.stderr or {key: report.get(key) for key in ("rows", "schools", "refused")})


with tempfile.TemporaryDirectory() as temporary:
    audit()
    plan(temporary)
    service(temporary)
    odd_files()
sys.exit(failed > 0)
