import tomllib
from pathlib import Path

from streamlit import config

from deploy import vendor

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())


def test_every_option_is_known_to_the_installed_streamlit():
    named = {f"{section}.{option}" for section, options in SETTINGS.items() for option in options}
    assert named <= set(config._config_options_template)


def test_nothing_is_asked_of_the_outside():
    assert SETTINGS["browser"]["gatherUsageStats"] is False
    assert SETTINGS["browser"]["serverAddress"] == SETTINGS["server"]["address"] == "127.0.0.1"
    assert SETTINGS["client"]["showErrorLinks"] is False


def test_the_font_is_one_that_set_up_brings():
    (face,) = SETTINGS["theme"]["fontFaces"]
    assert SETTINGS["theme"]["font"].split(",")[0] == face["family"]
    assert face["url"].removeprefix("app/static/vendor/") in vendor.FILES
