"""Servers under measure: `imbas serve`, and a Python feature server on PostGIS with the same schools.

In: the program and a list. Out: a running server's address, ended with its context. Must not know: what is measured.

The peer is tipg on PostgreSQL with PostGIS (Debian: `apt-get install postgresql-15-postgis-3`; Python: requirements.txt). It gets a
cluster of its own in a temporary folder, on loopback, which is taken away afterwards.
"""
import contextlib
import glob
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

RULES = ["--within", "country", "--reach-km", "10", "--max", "15"]
TABLE = """
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE TABLE schools (npsn text PRIMARY KEY, nama text, bentuk_pendidikan text, status text, kode_kabupaten text,
    lintang double precision, bujur double precision, penggerak integer);
\\copy schools FROM '{list}' WITH (FORMAT csv, HEADER true)
ALTER TABLE schools ADD COLUMN geom geometry(Point, 4326);
UPDATE schools SET geom = ST_SetSRID(ST_MakePoint(bujur, lintang), 4326);
CREATE INDEX ON schools USING gist (geom);
VACUUM ANALYZE schools;
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, process, seconds=120):
    """Seconds until an address answers."""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        if process.poll() is not None:
            sys.exit(f"the server ended with status {process.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.005)
    sys.exit(f"{address} did not answer within {seconds} s")


@contextlib.contextmanager
def imbas(program, schools, rules=RULES):
    """The address, the process number, and the seconds from start to ready."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    start = time.monotonic()
    command = [program, "serve", schools, *rules, "--listen", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"{address}/readyz", process)
        yield address, process.pid, time.monotonic() - start
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def tipg(schools):
    """The address of the peer."""
    tools = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1:]
    if not tools:
        sys.exit("expected PostgreSQL with PostGIS (apt-get install postgresql-15-postgis-3), found none")
    # PostgreSQL refuses to run as root.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = tempfile.mkdtemp()
    os.chmod(folder, 0o777)
    data, port = os.path.join(folder, "data"), free_port()

    def run(*command, **options):
        subprocess.run([*as_user, *command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)

    try:
        run(f"{tools[0]}/initdb", "-D", data, "-A", "trust", "-U", "peer")
        settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c shared_buffers=256MB"
        run(f"{tools[0]}/pg_ctl", "-D", data, "-o", settings, "-l", os.path.join(folder, "log"), "-w", "start")
        try:
            url = f"postgresql://peer@127.0.0.1:{port}/postgres"
            copy = shutil.copy(schools, os.path.join(folder, "schools.csv"))
            os.chmod(copy, 0o644)
            run("psql", url, "-v", "ON_ERROR_STOP=1", "-f", "-", input=TABLE.format(list=copy).encode())
            with features(url) as address:
                yield address
        finally:
            run(f"{tools[0]}/pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def features(url):
    """tipg over a database, as its documentation starts it, with as many workers as there are cores."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    workers = str(len(os.sched_getaffinity(0)))
    command = [sys.executable, "-m", "uvicorn", "tipg.main:app", "--host", "127.0.0.1", "--port", str(port), "--workers", workers]
    environment = {**os.environ, "DATABASE_URL": url, "TIPG_MAX_FEATURES_PER_QUERY": "10000"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([*command, "--log-level", "warning"], env=environment, **quiet)
    try:
        wait_for(f"{address}/collections/public.schools/items?limit=1", process)
        yield address
    finally:
        process.terminate()
        process.wait()
