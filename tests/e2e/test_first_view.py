import re
import subprocess
import sys

from tests.bench.wire import Session
from tests.serving import ROOT
from ui import preload

DELAYED_ACK_MS = 40


def test_every_script_that_the_page_asks_for_is_told_ahead(open_map, requests):
    open_map("lang=fa")
    asked = {found[1] for url in requests if (found := re.search(r"^http://[^/]+/static/js/([\w.\-]+\.js)$", url))}
    named = set(re.findall(r"static/js/([\w.\-]+\.js)", (preload.STATIC / "index.html").read_text(encoding="utf-8")))
    assert len(asked) > len(named)
    # Those that are loaded while nobody waits may have been asked for by now.
    assert asked - named - set(preload.scripts()) - set(preload.scripts(preload.LATER)) == set()


def test_no_answer_waits_for_the_browsers_delayed_acknowledgement(server):
    session = Session(server.url, "gap_map")
    queries = [f"sector=health&indicator={one}&lang=fa" for one in ("health_posts", "primary_health_units")] * 8
    session.run(queries[0])
    fastest = min(session.run(query, fragment=True) for query in queries)
    session.close()
    assert fastest < DELAYED_ACK_MS


def test_the_map_component_is_not_declared_before_the_server_runs():
    # Streamlit serves only the components that are declared once it runs; before, the map's frame is not found.
    code = "import sys, app; sys.exit('streamlit_folium' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
