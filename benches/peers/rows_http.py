"""Rows of serving: pages of a box, and other plans while others read."""
import contextlib
import http.client
import json
import os
import subprocess
import time
import urllib.request

import served
from measure import Measure, Row

SECONDS = 8
# Rank of the region, its schools, and what the 99th of 100 answers may take, in milliseconds.
WHAT_IFS = [("regency", 600, 10), ("province", 12_000, 150)]


def rows(setting):
    def pages(server, path):
        with server as address:
            return Measure(1000 / load(address, path)["per_second"], None, None)

    yield Row(
        name="1,000 pages of 100 schools in a box, 8 clients",
        peer="tipg 1.6 on PostGIS",
        wanted="50",
        ours=lambda: pages(ours(setting), "/schools.geojson"),
        theirs=lambda: pages(served.tipg(setting.schools), "/collections/public.schools/items"),
    )


@contextlib.contextmanager
def ours(setting):
    with served.imbas(setting.imbas, setting.schools) as (address, _, _):
        yield address


def load(address, path, seconds=SECONDS):
    """Pages per second and the 99th percentile, as wrk sees them."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "boxes.lua")
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "--latency", "-s", script, address, "--", path]
    result = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.splitlines()[-1])
    if result["errors"]:
        raise SystemExit(f"{address}: {result['errors']} answers were errors")
    return result


def notes(setting):
    """Latencies: of a page, and of another plan while eight clients read; every plan has rules that nobody asked for before."""
    with ours(setting) as address:
        result = load(address, "/schools.geojson")
    yield f"Pages: {result['per_second']:.0f} a second, 99 of 100 within {result['p99_s'] * 1000:.1f} ms (wanted: 8,000 and 20 ms)."
    schools = setting.path("demo.csv")
    command = [setting.imbas, "demo", "--schools", "220000", "--seed", "20261124", "--output", schools]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with served.imbas(setting.imbas, schools, rules=[]) as (address, _, _):
        for rank, size, wanted_ms in WHAT_IFS:
            regions = get(f"{address}/regions?level={rank}&limit=1000")["regions"]
            region = min(regions, key=lambda one: abs(one["counts"]["schools"] - size))
            readers = subprocess.Popen(
                ["wrk", "-t1", "-c8", "-d60s", f"{address}/schools.geojson?limit=100"], stdout=subprocess.DEVNULL
            )
            try:
                taken = sorted(what_ifs(address, region["code"]))
            finally:
                readers.terminate()
                readers.wait()
            yield (
                f"What-if on a {rank} of {region['counts']['schools']} schools while eight clients read: median {taken[49] * 1000:.1f} ms, "
                f"99 of 100 within {taken[98] * 1000:.1f} ms (wanted: {wanted_ms} ms)."
            )


def what_ifs(address, region):
    """Seconds until each of 100 answers is here, on one connection; they are read as JSON when the clock has stopped."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
    with contextlib.closing(connection):
        for number in range(100):
            start = time.monotonic()
            connection.request("GET", f"/regions/{region}/summary?reach_km={5 + number / 100:.2f}&max=15")
            answer = connection.getresponse().read()
            yield time.monotonic() - start
            if not json.loads(answer)["counts"]["schools"]:
                raise SystemExit(f"{address}: a what-if without schools")


def get(address):
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)
