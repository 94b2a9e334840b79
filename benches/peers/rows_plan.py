"""Rows of the plan: whole programs, from the list on disk to the finished plan, equal to the school and to the metre."""
import csv
import json
import subprocess
import sys

from measure import Row, script, whole_program

# (decision region, reach in km, places, wanted): 30 km is the regime where demand about equals supply, 3 places a shortage.
CASES = [
    ("country", 10, 15, "20, 1/4 of its memory"),
    ("country", 20, 15, "20, 1/4 of its memory"),
    ("regency", 20, 15, "20, 1/4 of its memory"),
    ("country", 30, 14, "10"),
    ("country", 20, 3, "10"),
    ("country", 20, 60, "10"),
]

# Places of a country's 20 km with a minimum, priorities, and hubs of the own regency first: shortage, between, and surplus.
MINIMUM, PLACES_WITH_MINIMUM = 2, [3, 8, 14, 60]

OBJECTIVE = "import json, sys; print(json.dumps(json.load(open(sys.argv[1]))['objective']))"


def rows(setting):
    for within, reach_km, places, wanted in CASES:
        yield row(setting, f"plan: {within}, {reach_km} km, max {places}", setting.schools, within, reach_km, places, wanted)
    schools = setting.path("priorities.csv")
    add_priorities(setting.schools, schools)
    for places in PLACES_WITH_MINIMUM:
        name = f"plan: country, 20 km, max {places}, min {MINIMUM}, own regency first, priorities"
        yield row(setting, name, schools, "country", 20, places, "10", MINIMUM)


def add_priorities(path, to):
    """The list with priorities from 1 to 3."""
    with open(path, newline="") as given, open(to, "w", newline="") as file:
        rows = csv.DictReader(given)
        out = csv.DictWriter(file, [*rows.fieldnames, "prioritas"])
        out.writeheader()
        out.writerows({**row, "prioritas": 1 + int(row["npsn"]) % 3} for row in rows)


def row(setting, name, schools, within, reach_km, places, wanted, minimum=0):
    plan = setting.path("plan.json")
    rules = ["--within", within, "--reach-km", str(reach_km), "--max", str(places)]
    parts = ["reached", "metres"]
    if minimum:
        rules += ["--min", str(minimum), "--tier", "regency"]
        parts += ["priority", "shortfall", "crossings"]

    def objective(_):
        # Read by a process of its own: what this one holds counts as the memory of whatever it starts next.
        found = json.loads(subprocess.run([sys.executable, "-c", OBJECTIVE, plan], check=True, stdout=subprocess.PIPE).stdout)
        return {part: found[part] for part in parts}

    ours = [setting.imbas, "plan", schools, *rules, "--output", plan]
    theirs = [*script("assign.py"), schools, str(reach_km), str(places), within, str(minimum)]
    return Row(
        name=name,
        peer="SciPy and OR-Tools",
        wanted=wanted,
        ours=lambda: whole_program(ours, objective),
        theirs=lambda: whole_program(theirs, json.loads),
    )
