"""Prints the table of speeds: imbas beside what an engineer would otherwise pick, on the same work, turn by turn.

    pip install -r requirements.txt
    python compare.py [--runs 5] [--only WORD] [--schools LIST.csv]

Builds the release program and the kernels' program, makes the national instance where no list is given, and measures every row
whose name contains WORD. An answer that differs from the peer's, to the school and to the metre, ends the comparison.

Each module of `MODULES` offers `rows(setting)`, a list of `measure.Row`, and may offer `notes(setting)`, sentences about what has no
peer; a new part of the table is a new module here.
"""
import argparse
import datetime
import importlib
import json
import os
import platform
import subprocess
import tempfile

import measure
import national

MODULES = ["rows_plan", "rows_kernels", "rows_files", "rows_http", "rows_tiles"]
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def built():
    """The program and the kernels' program, built as users build them."""
    cargo = ["cargo", "build", "--locked", "--release", "--message-format", "json", "--bin", "imbas", "--bench", "kernels"]
    messages = subprocess.run(cargo, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout.splitlines()
    made = [message for message in map(json.loads, messages) if message.get("executable")]
    programs = {message["target"]["name"]: message["executable"] for message in made}
    return programs["imbas"], programs["kernels"]


def machine():
    try:
        with open("/proc/cpuinfo") as info:
            model = next(line.split(":")[1].strip() for line in info if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor()
    return f"{len(os.sched_getaffinity(0))} cores of {model}"


def main():
    parser = argparse.ArgumentParser(description="Measures imbas and its peers side by side.")
    parser.add_argument("--runs", type=int, default=5, help="paired runs of each row")
    parser.add_argument("--only", default="", help="only rows whose name contains this")
    parser.add_argument("--schools", help="a list instead of the national instance, with the same columns")
    given = parser.parse_args()
    imbas, kernels = built()
    with tempfile.TemporaryDirectory() as folder:
        schools = given.schools or os.path.join(folder, "national.csv")
        if given.schools is None:
            national.write(220_000, schools)
        setting = measure.Setting(imbas, kernels, schools, folder)
        print(f"{datetime.date.today()}, {machine()}, medians of {given.runs} paired runs (least to most)\n")
        print(measure.HEAD)
        print("|" + " --- |" * measure.HEAD.count(" | ") + " --- |")
        modules = [importlib.import_module(module) for module in MODULES]
        for row in (row for module in modules for row in module.rows(setting)):
            if given.only in row.name:
                print(measure.line(row, measure.paired(row, given.runs)), flush=True)
        print()
        for module in modules:
            # The sentences are made together; `--only notes` asks for them alone.
            for note in getattr(module, "notes", lambda _: [])(setting) if given.only in "notes" else []:
                print(note, flush=True)


main()
