"""Rows of the plan: whole programs, from the list on disk to the finished plan, equal to the school and to the metre."""
import json
import subprocess
import sys

from measure import Row, script, whole_program

# (decision region, reach in km, places, wanted); the last but one is the regime where demand about equals supply, the last a shortage.
CASES = [
    ("country", 10, 15, "20, 1/4 of its memory"),
    ("country", 20, 15, "20, 1/4 of its memory"),
    ("regency", 20, 15, "20, 1/4 of its memory"),
    ("country", 30, 14, "10"),
    ("country", 20, 3, "10"),
    ("country", 20, 60, "10"),
]

OBJECTIVE = "import json, sys; print(json.dumps(json.load(open(sys.argv[1]))['objective']))"


def rows(setting):
    return [row(setting, *case) for case in CASES]


def row(setting, within, reach_km, places, wanted):
    plan = setting.path("plan.json")
    rules = ["--within", within, "--reach-km", str(reach_km), "--max", str(places)]

    def objective(_):
        # Read by a process of its own: what this one holds counts as the memory of whatever it starts next.
        found = json.loads(subprocess.run([sys.executable, "-c", OBJECTIVE, plan], check=True, stdout=subprocess.PIPE).stdout)
        return {"reached": found["reached"], "metres": found["metres"]}

    ours = [setting.imbas, "plan", setting.schools, *rules, "--output", plan]
    theirs = [*script("assign.py"), setting.schools, str(reach_km), str(places), within]
    return Row(
        name=f"plan: {within}, {reach_km} km, max {places}",
        peer="SciPy and OR-Tools",
        wanted=wanted,
        ours=lambda: whole_program(ours, objective),
        theirs=lambda: whole_program(theirs, json.loads),
    )
