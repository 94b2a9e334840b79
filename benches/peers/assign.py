"""The planner's work with what an engineer would otherwise pick: SciPy's k-d tree for the pairs, OR-Tools' min-cost flow for the plan.

    python assign.py LIST.csv REACH_KM PLACES country|regency

Most schools reached, then least metres; every hub takes at most PLACES schools of its own level. Prints one JSON line.
"""
import json
import sys

import numpy
from ortools.graph.python import min_cost_flow
from scipy.spatial import cKDTree

from world import World

UNREACHED = 10_000_000


def pairs(world, reach_m, within):
    """School, hub and whole metres of every pair that the rules allow."""
    found = []
    for level in numpy.unique(world.level):
        hubs = numpy.flatnonzero(world.is_hub & (world.level == level))
        schools = numpy.flatnonzero(~world.is_hub & (world.level == level))
        if not len(hubs) or not len(schools):
            continue
        near = cKDTree(world.xyz[hubs]).query_ball_point(world.xyz[schools], reach_m)
        school = numpy.repeat(schools, [len(hub) for hub in near])
        hub = hubs[numpy.concatenate([numpy.array(hub, dtype=int) for hub in near])]
        if within == "regency":
            same = world.regency[school] == world.regency[hub]
            school, hub = school[same], hub[same]
        arcs_m = world.arcs_m(school, hub)
        kept = arcs_m <= reach_m
        found.append((school[kept], hub[kept], numpy.floor(arcs_m[kept] + 0.5).astype(numpy.int64)))
    return [numpy.concatenate(part) for part in zip(*found)]


def plan(world, school, hub, metres, places):
    """Schools reached and total metres of the best plan."""
    flow = min_cost_flow.SimpleMinCostFlow()
    sink, schools, hubs = len(world), numpy.unique(school), numpy.unique(hub)
    ones = lambda nodes: numpy.ones(len(nodes), dtype=numpy.int64)
    flow.add_arcs_with_capacity_and_unit_cost(school, hub, ones(school), metres)
    flow.add_arcs_with_capacity_and_unit_cost(hubs, numpy.full(len(hubs), sink), ones(hubs) * places, ones(hubs) * 0)
    flow.add_arcs_with_capacity_and_unit_cost(schools, numpy.full(len(schools), sink), ones(schools), ones(schools) * UNREACHED)
    flow.set_nodes_supplies(schools, ones(schools))
    flow.set_node_supply(sink, -len(schools))
    if flow.solve() != flow.OPTIMAL:
        sys.exit("the peer found no best plan")
    used = flow.flows(numpy.arange(len(school)))
    return {"reached": int(used.sum()), "metres": int((used * metres).sum())}


if __name__ == "__main__":
    path, reach_km, places, within = sys.argv[1:]
    world = World(path)
    print(json.dumps(plan(world, *pairs(world, float(reach_km) * 1000, within), int(places))))
