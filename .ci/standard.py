"""The three standard cases: exactly the schools and metres that the peer reaches.

    python3 standard.py IMBAS NATIONAL.csv
"""
import json
import subprocess
import sys
import tempfile
import time

CASES = [("country", 10, 156_105, 510_200_662), ("country", 20, 175_270, 859_862_242), ("regency", 20, 162_990, 749_068_124)]

imbas, schools = sys.argv[1:]
wrong = 0
with tempfile.TemporaryDirectory() as folder:
    for within, reach, reached, metres in CASES:
        plan = f"{folder}/plan.json"
        rules = ["--within", within, "--reach-km", str(reach), "--max", "15"]
        start = time.monotonic()
        subprocess.run([imbas, "plan", schools, *rules, "--output", plan], check=True, stdout=subprocess.DEVNULL)
        seconds = time.monotonic() - start
        with open(plan) as file:
            found = json.load(file)["objective"]
        good = (found["reached"], found["metres"]) == (reached, metres)
        wrong += not good
        print(f"{within} {reach} km: {found['reached']} schools, {found['metres']} m, {seconds:.1f} s", "as it should be" if good else f"EXPECTED {reached}, {metres}")
sys.exit(wrong > 0)
