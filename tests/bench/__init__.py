"""The bench: what a visitor waits for, beside an empty page, a bare map and a tutorial's map, in one run."""
