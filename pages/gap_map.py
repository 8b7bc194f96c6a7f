"""The gap map: one indicator on the map, its legend, ranking and benchmark; drill-down from county to district."""

from ui import gap_map, shell

shell.guard()
gap_map.page()
