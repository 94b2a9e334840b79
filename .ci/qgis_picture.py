"""What both checks with QGIS share: the application, how many features the service has, and a picture that is not empty."""

import json
import urllib.request

from qgis.core import QgsApplication, QgsMapRendererParallelJob, QgsMapSettings
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

SIZE = QSize(900, 700)


def start():
    application = QgsApplication([], False)
    application.initQgis()
    return application


def matched(base, collection, query=""):
    """How many features of a collection fit, as the service says."""
    with urllib.request.urlopen(f"{base}/collections/{collection}/items?limit=1{query}") as answer:
        return json.load(answer)["numberMatched"]


def draw(layers, extent, crs, path):
    """Draws layers, the first one on top, and says how many colours the picture has."""
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
    colours = len(set(seen))
    assert colours > 20 and seen.count(QColor("white").rgb()) < 0.95 * len(seen), f"{path}: the picture is empty"
    assert image.save(path)
    return colours
