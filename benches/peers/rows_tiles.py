"""Rows of the map: vector tiles of the schools over Java at zooms 6, 8, 10 and 12, drawn anew each time and from the cache."""
import json
import os
import subprocess

import served
from measure import Measure, Row

SECONDS = 8
OURS = ("/tiles/schools",)
PEER = ("/collections/public.schools/tiles/WebMercatorQuad", "?limit=10000")
#: What the peers gave on another day with the same command: PostGIS behind Python without a cache, PostGIS behind Rust with its own.
EARLIER = {"cold": 21, "cached": 540}


def rows(setting):
    def tiles(server, path):
        with server as running:
            address = running[0] if isinstance(running, tuple) else running
            return Measure(1000 / load(address, path)["per_second"], None, None)

    yield Row(
        name="1,000 map tiles over Java, each drawn anew, 8 clients",
        peer="tipg 1.6 on PostGIS",
        wanted="25",
        ours=lambda: tiles(served.imbas(setting.imbas, setting.schools, [*served.RULES, "--tile-cache", "0"]), OURS),
        theirs=lambda: tiles(served.tipg(setting.schools), PEER),
    )


def load(address, path, seconds=SECONDS):
    """Tiles per second, the 99th percentile and bytes a tile, as wrk sees them."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tiles.lua")
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "--latency", "-s", script, address, "--", *path]
    result = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.splitlines()[-1])
    if result["errors"]:
        raise SystemExit(f"{address}: {result['errors']} answers were errors")
    return result


def notes(setting):
    """Tiles per second and the 99th percentile, without the cache and with it."""
    for name, options in (("cold", ["--tile-cache", "0"]), ("cached", [])):
        with served.imbas(setting.imbas, setting.schools, [*served.RULES, *options]) as (address, _, _):
            load(address, OURS, seconds=4)
            result = load(address, OURS)
        yield (
            f"Tiles, {name}: {result['per_second']:.0f} a second, 99 of 100 within {result['p99_s'] * 1000:.1f} ms, "
            f"{result['bytes'] / 1000:.1f} kB each (a peer on an earlier day: {EARLIER[name]} a second; wanted: within 30 ms)."
        )
