#!/usr/bin/env python3
"""Builds wilayah.csv, the table of provinces, regencies and districts, from the npm package idn-area-data.

Needs Python 3 and npm, nothing else. Run it in this folder:  python3 build.py
The counts below belong to the edition; another edition is another number here and another line in README.md.
"""

import csv
import io
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "idn-area-data@4.0.1"
EXPECTED = {"provinces": 38, "regencies": 514, "districts": 7285}


def packed(folder):
    """Downloads the package and opens it; nothing of it is installed or run."""
    command = ["npm", "pack", PACKAGE, "--silent", "--pack-destination", folder]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
    return tarfile.open(Path(folder) / name)


def rows(package, table):
    """Code and name of every row of one table."""
    text = io.TextIOWrapper(package.extractfile(f"package/data/{table}.csv"), encoding="utf-8", newline="")
    found = [(row["code"], " ".join(row["name"].split())) for row in csv.DictReader(text)]
    if len(found) != EXPECTED[table]:
        raise SystemExit(f"{table}: expected {EXPECTED[table]} rows, found {len(found)}")
    return found


def main():
    with tempfile.TemporaryDirectory() as folder, packed(folder) as package:
        # Sorted by code, a region comes before all that lie in it: the reader finds parents on the way.
        table = sorted(row for name in EXPECTED for row in rows(package, name))
    lines = "".join(f"{code},{name}\n" for code, name in table)
    if any(line.count(",") != 1 for line in lines.splitlines()):
        raise SystemExit("a name with a comma would need quotes")
    (Path(__file__).parent / "wilayah.csv").write_text(lines, encoding="utf-8")
    print(f"wilayah.csv: {len(table)} regions")


if __name__ == "__main__":
    main()
