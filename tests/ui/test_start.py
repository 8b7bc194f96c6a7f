"""What the server loads before it stands."""

import subprocess
import sys

from tests.conftest import ROOT


def test_map_component_is_not_loaded_before_the_server_stands():
    """Streamlit would not know it then, and every map would stay blank."""
    code = "import sys, ui.shell, ui.routes; sys.exit('streamlit_folium' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
