"""The schematic drawing of the 16 counties of Tehran province that ships with the project.

The border lines in ``borders.csv`` were typed by hand after looking at maps: each line was read by eye off a picture of
the OpenStreetMap counties with a graticule, bent round the towns that must lie inside, and set down on a grid of 0.02
degree (about 2 km). No line was converted, simplified or traced
by a program from any boundary file. The drawing is schematic: right in neighbourhood, rough in length and area,
never an official boundary. Coordinates are WGS 84 longitude and latitude (EPSG:4326).

District borders are not drawn at all: they are the lines half-way between settlements of different districts.
"""

from geo.drawing.borders import GRID_DEG, OUTSIDE, Border, borders, counties, label_point
from geo.drawing.districts import districts

__all__ = ["GRID_DEG", "OUTSIDE", "Border", "borders", "counties", "districts", "label_point"]
