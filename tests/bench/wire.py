"""A session without a browser: what a rerun costs the server, and how large its messages are."""

from __future__ import annotations

import time
from statistics import median

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from domain.facilities import KINDS, STATUSES
from domain.indicators import CATALOGUE
from tests.bench.visitor import map_bytes

# A first visit may be sent through app.py again; that early end is not the end.
DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Session:
    """One WebSocket session on a page of the dashboard."""

    def __init__(self, base_url: str, page: str) -> None:
        self.page = page
        self.fragment = ""
        self.page_hash = ""
        self.frames: list[bytes] = []
        self.socket = connect(
            base_url.replace("http", "ws") + "/_stcore/stream",
            subprotocols=["streamlit"],
            origin=base_url,
            compression=None,
            max_size=None,
            legacy=True,
        )

    def close(self) -> None:
        self.socket.close()

    def run(self, query: str, *, fragment: bool = False) -> float:
        """Run the page at an address, whole or its fragment alone; return milliseconds until the server is done."""
        message = BackMsg()
        message.rerun_script.query_string = query
        if fragment:
            message.rerun_script.page_script_hash = self.page_hash
            message.rerun_script.fragment_id = self.fragment
        else:
            message.rerun_script.page_name = self.page
        self.frames.clear()
        started = time.perf_counter()
        self.socket.send(message.SerializeToString())
        finished = False
        while not finished:
            frame = self.socket.recv(timeout=60)
            self.frames.append(frame)
            told = ForwardMsg()
            told.ParseFromString(frame)
            finished = told.WhichOneof("type") == "script_finished" and told.script_finished in DONE
            if told.WhichOneof("type") == "delta" and told.delta.fragment_id:
                self.fragment = told.delta.fragment_id
            if told.WhichOneof("type") == "new_session":
                self.page_hash = told.new_session.page_script_hash
        return (time.perf_counter() - started) * 1000

    def map_bytes(self) -> int:
        """Return the size of the map's message in the last run."""
        return sum(map(map_bytes, self.frames))


def message_sizes(base_url: str) -> dict[str, dict[str, int]]:
    """Return the size of the map's message by level and indicator, in Persian."""
    session = Session(base_url, "gap_map")
    sizes: dict[str, dict[str, int]] = {}
    for level in ("county", "district"):
        for indicator in CATALOGUE:
            session.run(f"indicator={indicator}&level={level}&lang=fa")
            sizes.setdefault(level, {})[indicator] = session.map_bytes()
    session.close()
    return sizes


def facility_sizes(base_url: str) -> dict[str, int]:
    """Return what facilities add to the map's message, in Persian: all clusters; the most points; a change after."""
    every = f"kinds={','.join(KINDS)}&statuses={','.join(STATUSES)}"
    sizes = {}
    for name, place, chosen in (
        ("county", "level=county", every),
        ("district", "level=district", every),
        ("points", "level=district&area=IR2301", "kinds=primary_school"),
    ):
        session = Session(base_url, "gap_map")
        session.run(f"{place}&lang=fa")
        alone = session.map_bytes()
        session.run(f"{place}&{chosen}&lang=fa")
        sizes[name] = session.map_bytes() - alone
        session.close()
    session = Session(base_url, "gap_map")
    for indicator in ("health_posts", "health_houses"):
        session.run(f"level=district&area=IR2301&kinds=primary_school&indicator={indicator}&lang=fa")
    sizes["change"] = session.map_bytes()
    session.close()
    return sizes


def reruns(base_url: str, rounds: int) -> dict[str, float]:
    """Return the median time of a rerun after a change of the indicator: the fragment alone, and the whole page."""
    session = Session(base_url, "gap_map")
    queries = [f"sector=health&indicator={one}&lang=fa" for one in ("health_posts", "primary_health_units")]
    session.run(queries[1])
    times: dict[str, list[float]] = {"rerun_fragment": [], "rerun_page": []}
    for _ in range(rounds // 2):
        for name, seen in times.items():
            seen += [session.run(query, fragment=name == "rerun_fragment") for query in queries]
    session.close()
    return {name: round(median(seen), 1) for name, seen in times.items()}
