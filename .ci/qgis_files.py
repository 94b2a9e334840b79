"""QGIS opens the vector tiles of the service and the GeoPackage as they are: valid, complete, in their styles, and drawn."""

import sys
import urllib.parse

from qgis.core import (
    Qgis, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsRectangle, QgsVectorLayer, QgsVectorTileLayer,
)

from qgis_picture import draw, matched, start

BASE, PACKAGE, PICTURES = sys.argv[1:]
# Findings lie wherever a list put them: they are read, and not drawn.
DRAWN = ["schools", "links", "clusters", "regions"]
application = start()

layers = {}
for name in [*DRAWN, "findings"]:
    layer = QgsVectorLayer(f"{PACKAGE}|layername={name}", name, "ogr")
    assert layer.isValid(), (name, layer.error().message())
    read = sum(1 for _ in layer.getFeatures())
    assert layer.featureCount() == read == matched(BASE, name), (name, layer.featureCount(), read, matched(BASE, name))
    # The style comes with the file: roles and severities have colours of their own, areas and lines one symbol.
    kind = layer.renderer().type()
    assert kind == ("categorizedSymbol" if name in ("schools", "findings") else "singleSymbol"), (name, kind)
    layers[name] = layer
    print(f"ok GeoPackage, {name}: {layer.featureCount()} features, {kind}")
degrees = layers["regions"].crs()
extent = QgsRectangle(layers["regions"].extent())
extent.grow(extent.width() / 50)
colours = draw([layers[name] for name in DRAWN], extent, degrees, f"{PICTURES}/qgis-gpkg.png")
print(f"ok GeoPackage drawn in its styles: {colours} colours, {PICTURES}/qgis-gpkg.png")

mercator = QgsCoordinateReferenceSystem("EPSG:3857")
transform = QgsCoordinateTransform(degrees, mercator, QgsProject.instance())
tiles = []
for name in DRAWN:
    address = urllib.parse.quote(f"{BASE}/tiles/{name}/{{z}}/{{x}}/{{y}}", safe=":/{}")
    layer = QgsVectorTileLayer(f"type=xyz&url={address}&zmin=0&zmax=16", name)
    assert layer.isValid(), (name, layer.error().message())
    tiles.append(layer)
colours = draw(tiles, transform.transformBoundingBox(extent), mercator, f"{PICTURES}/qgis-tiles.png")
print(f"ok vector tiles drawn: {colours} colours, {PICTURES}/qgis-tiles.png; QGIS {Qgis.QGIS_VERSION}")
