"""Compare: two indicators on one map, two years or two groups on two maps, areas side by side."""

from ui import compare, shell

shell.guard()
compare.page()
