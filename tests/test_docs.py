import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_readme_names_every_setting_and_no_other():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "data_access").glob("*.py"))
    assert set(re.findall(r"HAMGAM_[A-Z_]+", code)) == set(re.findall(r"`(HAMGAM_[A-Z_]+)`", README))


def test_readme_names_every_target_of_the_makefile_that_has_a_description():
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name in targets if f"make {name}" not in README and name != "help"] == []


def test_every_target_that_drives_a_browser_installs_one_first():
    rules = dict(re.findall(r"^([a-z-]+):([^#\n]*)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert [name for name in ("test", "test-long", "bench") if "browser" not in rules[name].split()] == []


def test_files_and_folders_that_the_readme_points_at_exist():
    for name in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / name).exists(), name


def test_no_file_stands_in_the_root_that_the_layout_does_not_know():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    folders = {line.split("/")[0] for line in tracked.splitlines() if "/" in line}
    layers = {"pages", "ui", "terminal", "briefing", "wording", "measures", "data_access", "geo", "domain"}
    assert folders - {".streamlit", ".ci"} == layers | {"deploy", "tests", "docs"}
