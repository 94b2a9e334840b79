"""QGIS reads every collection as an OAPIF layer: valid, as many features as the server says, filtered, and drawn."""

import sys
import urllib.parse

from qgis.core import Qgis, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtGui import QColor

from qgis_picture import draw, matched, start

BASE, PICTURE = sys.argv[1:]
COLLECTIONS = {"regions": "#e8e4da", "clusters": "#9ecae1", "links": "#636363", "schools": "#d94801", "findings": "#cb181d"}
application = start()


def layer(collection, sql=""):
    uri = f"url='{BASE}' typename='{collection}' pageSize='100'" + (f" sql={sql}" if sql else "")
    return QgsVectorLayer(uri, collection, "OAPIF")


layers = []
for collection, colour in COLLECTIONS.items():
    one = layer(collection)
    assert one.isValid(), (collection, one.error().message())
    read = sum(1 for _ in one.getFeatures())
    assert read == matched(BASE, collection), (collection, read, matched(BASE, collection))
    assert one.crs().authid() in ("EPSG:4326", "OGC:CRS84"), one.crs().authid()
    symbol = one.renderer().symbol() if one.renderer() else None
    if symbol:
        symbol.setColor(QColor(colour))
    layers.insert(0, one)
    print(f"ok {collection}: {read} features, {len(one.fields())} columns, {one.crs().authid()}")

schools = next(one for one in layers if one.name() == "schools")
assert schools.setSubsetString("level = 'SMP'"), "the filter is refused"
read = sum(1 for _ in schools.getFeatures())
expected = matched(BASE, "schools", "&filter=" + urllib.parse.quote("level = 'SMP'"))
assert 0 < read == expected, (read, expected)
assert schools.setSubsetString("")
print(f"ok filter: {read} features")

regions = next(one for one in layers if one.name() == "regions")
extent = regions.extent()
extent = QgsRectangle(extent.buffered(extent.width() / 50))
# Findings lie wherever a list put them, on other islands too: the picture is of the regions.
colours = draw([one for one in layers if one.name() != "findings"], extent, regions.crs(), PICTURE)
print(f"ok picture: {colours} colours, {PICTURE}; QGIS {Qgis.QGIS_VERSION}")
