"""What must show on the real list of West Sumatra: the audit's findings, the plan and its independent check, the service.

    python3 real_data.py IMBAS DATA

DATA is the folder of third-party data beside the checkout; nothing of it is copied. Every check prints one line; exit code 1 when
one of them fails.
"""
import copy
import json
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
    for name, spoil in [("one missing school", drop_school), ("one changed distance", change_distance), ("two hubs swapped", swap_hubs), ("one wrong price", change_price)]:
        bad = copy.deepcopy(good)
        spoil(bad)
        with open(path, "w") as file:
            json.dump(bad, file)
        done = run("check", path, *inputs)
        check(f"check refuses {name}, with the place", done.returncode == 1 and "ditolak" in done.stdout, done.stdout + done.stderr)


def drop_school(plan):
    plan["assignments"].pop()


def change_distance(plan):
    plan["assignments"][0]["metres"] += 1


def swap_hubs(plan):
    first = plan["assignments"][0]
    other = next(row for row in plan["assignments"] if row["hub"] != first["hub"])
    first["hub"], other["hub"] = other["hub"], first["hub"]


def change_price(plan):
    plan["hubs"][0]["price"]["metres"] += 1


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
    city = json.loads(get("/regions/13.75/assignments", "application/json"))
    check("Bukittinggi is answered", "13.75" in json.dumps(city)[:100_000], str(city)[:300])
    agam = get("/regions/13.06/assignments.csv").strip().splitlines()
    check("Agam's list has its 552 schools or more", len(agam) > 552, len(agam))
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
