"""Runs `imbas plan` and a peer side by side on the standard instance and prints medians, spread and ratios.

    python compare.py IMBAS GENERATOR PEER [RUNS]

IMBAS is the release program. GENERATOR and PEER are the scripts of the standard instance: `GENERATOR SCHOOLS OUT.csv` writes the
list, `PEER LIST REACH_KM CAPACITY country|regency` prints one JSON line with `reached` and `metres`. Whole programs are measured,
from the list on disk to the finished plan, turn by turn, so that a noisy machine is unfair to nobody. A plan that is not equal to
the peer's, to the school and to the metre, ends the comparison.
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

CASES = [("country", 10, 15), ("country", 20, 15), ("regency", 20, 15)]
SCHOOLS = 220_000


def run(command):
    """Wall seconds, peak resident MB and standard output of one command."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        if status != 0:
            sys.exit(f"{command[0]} ended with status {status}")
        out.seek(0)
        return seconds, usage.ru_maxrss / 1024, out.read()


def main():
    imbas, generator, peer = sys.argv[1:4]
    runs = int(sys.argv[4]) if len(sys.argv) > 4 else 5
    with tempfile.TemporaryDirectory() as folder:
        schools, plan = os.path.join(folder, "national.csv"), os.path.join(folder, "plan.json")
        subprocess.run([sys.executable, generator, str(SCHOOLS), schools], check=True)
        print(f"| case | imbas s | peer s | times faster | imbas MB | peer MB | of its memory |  ({runs} paired runs, medians)")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        for within, reach_km, places in CASES:
            ours, theirs = [], []
            for _ in range(runs):
                rules = ["--within", within, "--reach-km", str(reach_km), "--max", str(places)]
                ours.append(run([imbas, "plan", schools, *rules, "--output", plan]))
                theirs.append(run([sys.executable, peer, schools, str(reach_km), str(places), within]))
            with open(plan) as file:
                objective = json.load(file)["objective"]
            expected = json.loads(theirs[-1][2])
            if (objective["reached"], objective["metres"]) != (expected["reached"], expected["metres"]):
                sys.exit(f"not equal: {objective} and {expected}")
            report(f"{within}, {reach_km} km, max {places}", ours, theirs)


def report(name, ours, theirs):
    def median(runs, at):
        return statistics.median(run[at] for run in runs)

    def spread(runs):
        seconds = sorted(run[0] for run in runs)
        return f"{statistics.median(seconds):.2f} ({seconds[0]:.2f} to {seconds[-1]:.2f})"

    faster = statistics.median(peer[0] / own[0] for own, peer in zip(ours, theirs))
    memory = median(ours, 1) / median(theirs, 1)
    print(
        f"| {name} | {spread(ours)} | {spread(theirs)} | {faster:.1f} | {median(ours, 1):.0f} | {median(theirs, 1):.0f} | {memory:.2f} |",
        flush=True,
    )


main()
