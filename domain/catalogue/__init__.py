"""The entries of the indicator catalogue, one file a sector: data, and nothing that computes."""
