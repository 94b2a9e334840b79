"""QGIS opens the vector tiles of the service and the GeoPackage as they are: valid, complete, in their styles, and drawn."""

import json
import sys
import urllib.parse
import urllib.request

from qgis.core import (
    Qgis, QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsMapRendererParallelJob, QgsMapSettings, QgsProject,
    QgsRectangle, QgsVectorLayer, QgsVectorTileLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

BASE, PACKAGE, PICTURES = sys.argv[1:]
SIZE = QSize(900, 700)
# Findings lie wherever a list put them: they are read, and not drawn.
DRAWN = ["schools", "links", "clusters", "regions"]
application = QgsApplication([], False)
application.initQgis()


def matched(collection):
    with urllib.request.urlopen(f"{BASE}/collections/{collection}/items?limit=1") as answer:
        return json.load(answer)["numberMatched"]


def draw(layers, extent, crs, name):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(crs)
    settings.setExtent(extent)
    settings.setOutputSize(SIZE)
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    assert not job.errors(), [error.message for error in job.errors()]
    image = job.renderedImage()
    seen = [image.pixel(x, y) for x in range(0, SIZE.width(), 3) for y in range(0, SIZE.height(), 3)]
    assert len(set(seen)) > 20 and seen.count(QColor("white").rgb()) < 0.95 * len(seen), f"{name}: the picture is empty"
    path = f"{PICTURES}/{name}.png"
    assert image.save(path)
    return path


layers = {}
for name in [*DRAWN, "findings"]:
    layer = QgsVectorLayer(f"{PACKAGE}|layername={name}", name, "ogr")
    assert layer.isValid(), (name, layer.error().message())
    assert layer.featureCount() == sum(1 for _ in layer.getFeatures()) == matched(name), (name, layer.featureCount(), matched(name))
    # The style comes with the file: roles and severities have colours of their own, areas and lines one symbol.
    kind = layer.renderer().type()
    assert kind == ("categorizedSymbol" if name in ("schools", "findings") else "singleSymbol"), (name, kind)
    layers[name] = layer
    print(f"ok GeoPackage, {name}: {layer.featureCount()} features, {kind}")
degrees = layers["regions"].crs()
extent = QgsRectangle(layers["regions"].extent())
extent.grow(extent.width() / 50)
print("ok GeoPackage drawn in its styles:", draw([layers[name] for name in DRAWN], extent, degrees, "qgis-gpkg"))

mercator = QgsCoordinateReferenceSystem("EPSG:3857")
transform = QgsCoordinateTransform(degrees, mercator, QgsProject.instance())
tiles = []
for name in DRAWN:
    address = urllib.parse.quote(f"{BASE}/tiles/{name}/{{z}}/{{x}}/{{y}}", safe=":/{}")
    layer = QgsVectorTileLayer(f"type=xyz&url={address}&zmin=0&zmax=16", name)
    assert layer.isValid(), (name, layer.error().message())
    tiles.append(layer)
print("ok vector tiles drawn:", draw(tiles, transform.transformBoundingBox(extent), mercator, "qgis-tiles"), "QGIS", Qgis.QGIS_VERSION)
