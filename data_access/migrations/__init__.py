"""How the store's tables come about, step by step; `Store.migrate` runs what is missing.

A step that was released is never changed: a new one is written, `versions/s0002_....py`, whose `down_revision` is the
`revision` of the one before it.
"""
