"""QGIS reads every collection as an OAPIF layer: valid, as many features as the server says, filtered, and drawn."""

import json
import sys
import urllib.parse
import urllib.request

from qgis.core import Qgis, QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

BASE, PICTURE = sys.argv[1:]
COLLECTIONS = {"regions": "#e8e4da", "clusters": "#9ecae1", "links": "#636363", "schools": "#d94801", "findings": "#cb181d"}
application = QgsApplication([], False)
application.initQgis()


def matched(collection, query=""):
    with urllib.request.urlopen(f"{BASE}/collections/{collection}/items?limit=1{query}") as answer:
        return json.load(answer)["numberMatched"]


def layer(collection, sql=""):
    uri = f"url='{BASE}' typename='{collection}' pageSize='100'" + (f" sql={sql}" if sql else "")
    return QgsVectorLayer(uri, collection, "OAPIF")


layers = []
for collection, colour in COLLECTIONS.items():
    one = layer(collection)
    assert one.isValid(), (collection, one.error().message())
    read = sum(1 for _ in one.getFeatures())
    assert read == matched(collection), (collection, read, matched(collection))
    assert one.crs().authid() in ("EPSG:4326", "OGC:CRS84"), one.crs().authid()
    symbol = one.renderer().symbol() if one.renderer() else None
    if symbol:
        symbol.setColor(QColor(colour))
    layers.insert(0, one)
    print(f"ok {collection}: {read} features, {len(one.fields())} columns, {one.crs().authid()}")

schools = next(one for one in layers if one.name() == "schools")
assert schools.setSubsetString("level = 'SMP'"), "the filter is refused"
read = sum(1 for _ in schools.getFeatures())
expected = matched("schools", "&filter=" + urllib.parse.quote("level = 'SMP'"))
assert 0 < read == expected, (read, expected)
assert schools.setSubsetString("")
print(f"ok filter: {read} features")

extent = next(one for one in layers if one.name() == "regions").extent()
settings = QgsMapSettings()
# Findings lie wherever a list put them, on other islands too: the picture is of the regions.
settings.setLayers([one for one in layers if one.name() != "findings"])
settings.setExtent(QgsRectangle(extent.buffered(extent.width() / 50)))
settings.setOutputSize(QSize(900, 700))
settings.setBackgroundColor(QColor("white"))
job = QgsMapRendererParallelJob(settings)
job.start()
job.waitForFinished()
assert not job.errors(), [error.message for error in job.errors()]
image = job.renderedImage()
colours = {image.pixel(x, y) for x in range(0, 900, 3) for y in range(0, 700, 3)}
assert len(colours) > 20, "the picture is empty"
assert image.save(PICTURE)
print(f"ok picture: {len(colours)} colours, {PICTURE}; QGIS {Qgis.QGIS_VERSION}")
