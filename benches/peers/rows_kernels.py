"""Rows of the searches: building and asking, without reading the list; at equal threads."""
import os

from measure import Row, script, self_timed


def rows(setting):
    cores = len(os.sched_getaffinity(0))
    found = [row(setting, "16 nearest hubs of every school", "nearest", "SciPy cKDTree.query", threads) for threads in sorted({1, cores})]
    return [*found, row(setting, "all within 5 km of every school", "within", "SciPy query_ball_point", cores)]


def row(setting, name, kind, peer, threads):
    given = [setting.schools, kind, str(threads)]
    return Row(
        name=f"{name}, {threads} thread{'s' if threads > 1 else ''}",
        peer=peer,
        wanted="above 1",
        ours=lambda: self_timed([setting.kernels, *given]),
        theirs=lambda: self_timed([*script("near.py"), *given]),
    )
