"""The searches by SciPy's k-d tree: the 16 nearest hubs of every other school, and all schools within 5 km of every school.

    python near.py LIST.csv nearest|within THREADS

Straight chords in space, as the tree has them. Prints one JSON line: the seconds of building and asking, and a sum to compare.
"""
import itertools
import json
import sys
import time

import numpy
from scipy.spatial import cKDTree

from world import World

COUNT, REACH_M = 16, 5_000.0


def nearest(world, threads):
    hubs, schools = world.xyz[world.is_hub], world.xyz[~world.is_hub]
    start = time.monotonic()
    chords, _ = cKDTree(hubs).query(schools, COUNT, workers=threads)
    return {"seconds": time.monotonic() - start, "found": int(chords.size), "metres": round(float(chords.sum()) / 1000)}


def within(world, threads):
    start = time.monotonic()
    tree = cKDTree(world.xyz)
    near = tree.query_ball_point(world.xyz, REACH_M, workers=threads)
    # The lists alone are the peer's work: counting and measuring them in Python would take longer than finding them.
    seconds = time.monotonic() - start
    counts = numpy.array([len(found) for found in near])
    others = numpy.fromiter(itertools.chain.from_iterable(near), dtype=numpy.int64, count=counts.sum())
    chords = numpy.linalg.norm(numpy.repeat(world.xyz, counts, axis=0) - world.xyz[others], axis=1)
    sums = numpy.add.reduceat(chords, numpy.r_[0, counts.cumsum()[:-1]])
    means = sums / counts
    return {"seconds": seconds, "found": int(counts.sum()), "metres": round(float(means.sum()) / 1000)}


if __name__ == "__main__":
    path, kind, threads = sys.argv[1:]
    print(json.dumps({"nearest": nearest, "within": within}[kind](World(path), int(threads))))
