"""The planner's work with what an engineer would otherwise pick: SciPy's k-d tree for the pairs, OR-Tools' min-cost flow for the plan.

    python assign.py LIST.csv REACH_KM PLACES country|regency [MINIMUM]

Every hub takes at most PLACES schools of its own level. Most schools reached, then least metres. With a minimum: most priority
reached, then fewest members missing below the minimum, then fewest schools at a hub of another regency, then least metres; each is so
much dearer than the next that no chain of moves is worth one. Prints one JSON line.
"""
import json
import sys

import numpy
from ortools.graph.python import min_cost_flow
from scipy.spatial import cKDTree

from world import World

# In metres; with larger ones the solver takes up to twice as long.
UNREACHED = 10_000_000
CROSSING, SHORTFALL, UNREACHED_PRIORITY = 1_000_000, 20_000_000, 400_000_000


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


def plan(world, school, hub, metres, places, minimum):
    """What the best plan achieves."""
    flow = min_cost_flow.SimpleMinCostFlow()
    sink, schools, hubs = len(world), numpy.unique(school), numpy.unique(hub)
    full = lambda nodes, value: numpy.full(len(nodes), value, dtype=numpy.int64)
    to_sink = lambda nodes, capacity, cost: flow.add_arcs_with_capacity_and_unit_cost(
        nodes, numpy.full(len(nodes), sink), full(nodes, capacity), full(nodes, 0) + cost
    )
    cost, unreached = metres, UNREACHED
    if minimum:
        crosses = world.regency[school] != world.regency[hub]
        cost, unreached = metres + crosses * CROSSING, world.priority[schools] * UNREACHED_PRIORITY
        needed = to_sink(hubs, minimum, -SHORTFALL)
    ways = flow.add_arcs_with_capacity_and_unit_cost(school, hub, full(school, 1), cost)
    to_sink(hubs, places - minimum, 0)
    to_sink(schools, 1, unreached)
    flow.set_nodes_supplies(schools, full(schools, 1))
    flow.set_node_supply(sink, -len(schools))
    if flow.solve() != flow.OPTIMAL:
        sys.exit("the peer found no best plan")
    used = flow.flows(ways) > 0
    found = {"reached": int(used.sum()), "metres": int(metres[used].sum())}
    if minimum:
        found["priority"] = int(world.priority[school[used]].sum())
        found["shortfall"] = int(minimum * world.is_hub.sum() - flow.flows(needed).sum())
        found["crossings"] = int(crosses[used].sum())
    return found


if __name__ == "__main__":
    path, reach_km, places, within, *minimum = sys.argv[1:]
    world = World(path)
    found = pairs(world, float(reach_km) * 1000, within)
    print(json.dumps(plan(world, *found, int(places), int(*minimum))))
