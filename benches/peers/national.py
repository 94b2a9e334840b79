"""The national instance: 514 made-up regencies, 220,000 schools of five levels, 6.5 % of them hubs. Deterministic.

    python national.py SCHOOLS OUT.csv

A quarter of the regencies crowd on a long island like Java, the others lie scattered; every regency has forty villages of very
different size. Nothing in it is real.
"""
import csv
import sys

import numpy

SEED, REGENCIES, VILLAGES = 20261123, 514, 40
LEVELS, SHARES = ["SD", "SMP", "SMA", "SMK", "SLB"], [0.67, 0.19, 0.065, 0.065, 0.01]
HEAD = ["npsn", "nama", "bentuk_pendidikan", "status", "kode_kabupaten", "lintang", "bujur", "penggerak"]


def regencies(random):
    """Centres, spreads and shares of the schools; the draws' order defines the instance."""
    crowded = random.random(REGENCIES) < 0.25
    lon = numpy.where(crowded, random.uniform(105.2, 114.5, REGENCIES), random.uniform(95.3, 140.8, REGENCIES))
    lat = numpy.where(crowded, random.uniform(-8.3, -6.1, REGENCIES), random.uniform(-9.5, 5.5, REGENCIES))
    weight = numpy.where(crowded, random.gamma(3, 1, REGENCIES) * 4, random.gamma(2, 1, REGENCIES))
    return lon, lat, numpy.where(crowded, 0.10, 0.25), weight / weight.sum()


def places(random, count):
    """Regency, longitude and latitude of every school."""
    lon, lat, spread, weight = regencies(random)
    regency = random.choice(REGENCIES, count, p=weight)
    village_lon = lon[:, None] + random.normal(0, 1, (REGENCIES, VILLAGES)) * spread[:, None]
    village_lat = lat[:, None] + random.normal(0, 1, (REGENCIES, VILLAGES)) * spread[:, None]
    shares = random.dirichlet(numpy.full(VILLAGES, 0.7), REGENCIES).cumsum(1)
    village = (random.random(count)[:, None] > shares[regency]).sum(1).clip(0, VILLAGES - 1)
    offset = [random.normal(0, 0.02, count) for _ in range(2)]
    return regency, village_lon[regency, village] + offset[0], village_lat[regency, village] + offset[1]


def write(count, path):
    """Writes the list."""
    random = numpy.random.default_rng(SEED)
    regency, lon, lat = places(random, count)
    level = random.choice(LEVELS, count, p=SHARES)
    hub = random.random(count) < 0.065
    public = random.random(count) < 0.7
    with open(path, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEAD)
        for i in range(count):
            status = "Negeri" if public[i] else "Swasta"
            place = (f"X{regency[i]:03d}", f"{lat[i]:.6f}", f"{lon[i]:.6f}", int(hub[i]))
            out.writerow((f"{10_000_000 + i}", f"{level[i]} {i}", level[i], status, *place))


if __name__ == "__main__":
    write(int(sys.argv[1]), sys.argv[2])
