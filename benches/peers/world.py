"""A list of schools as arrays, with earth-centred points and the planner's metres."""
import csv

import numpy

EQUATOR_RADIUS_M, ECCENTRICITY_SQUARED = 6_378_137.0, 6.69437999014e-3


class World:
    """Levels, regencies, priorities, hub marks, earth-centred points in metres and Gaussian radii, in the order of the list."""

    def __init__(self, path):
        with open(path, newline="") as file:
            rows = list(csv.DictReader(file))
        column = lambda name: numpy.array([row[name] for row in rows])
        self.npsn, self.level, self.regency = column("npsn"), column("bentuk_pendidikan"), column("kode_kabupaten")
        self.is_hub = column("penggerak") == "1"
        self.priority = column("prioritas").astype(int) if "prioritas" in rows[0] else numpy.ones(len(rows), dtype=int)
        lat, lon = (numpy.radians(column(name).astype(float)) for name in ("lintang", "bujur"))
        flat = 1 - ECCENTRICITY_SQUARED * numpy.sin(lat) ** 2
        normal = EQUATOR_RADIUS_M / numpy.sqrt(flat)
        east = numpy.cos(lat) * numpy.cos(lon), numpy.cos(lat) * numpy.sin(lon)
        self.xyz = numpy.c_[normal * east[0], normal * east[1], normal * (1 - ECCENTRICITY_SQUARED) * numpy.sin(lat)]
        self.radius_m = EQUATOR_RADIUS_M * numpy.sqrt(1 - ECCENTRICITY_SQUARED) / flat

    def __len__(self):
        return len(self.is_hub)

    def arcs_m(self, a, b):
        """Arcs between pairs of schools, not rounded."""
        diameter = self.radius_m[a] + self.radius_m[b]
        return diameter * numpy.arcsin(numpy.linalg.norm(self.xyz[a] - self.xyz[b], axis=1) / diameter)
