"""Look for secrets in tracked files: keys, tokens, passwords in URLs, values of what is named like a secret.

Run by ``make check``; prints one line per finding, never the secret itself, and exits with 1 when there is any. What is
no secret though it looks like one is marked in its line with ``not-secret:`` and a reason.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Iterator

from deploy.check_tree import ROOT, tracked_texts

MARK = "not-secret:"
# Hashes by the thousand, and drawings.
LEFT_OUT = re.compile(r"(?:^|/)(?:requirements(?:-dev)?|node-requirements)\.txt$|package-lock\.json$|\.svg$")
KINDS: dict[str, re.Pattern[str]] = {
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----"),
    "a signed token": re.compile(r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}"),
    "a token of a known service": re.compile(
        r"\b(?:gh[pousr]_\w{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|AKIA[0-9A-Z]{16}"
        r"|AIza[\w-]{35}|sk-[\w-]{20,}|npm_\w{30,}|pypi-[\w-]{30,})"
    ),
}
URL = re.compile(r"\w://[^\s/:@'\"<>{}]+:(?P<value>[^\s/@'\"<>{}]+)@")
NAMED = re.compile(
    r"""(?<![A-Za-z])(?P<name>[\w.-]*(?:secret|token|passw(?:or)?d|passphrase|api_?key|private_?key|credential)\w*)["'\]]*"""
    r"""\s*(?::\s*\w+\s*)?[=:]\s*[rbf]{0,2}["'](?P<value>[^"'\s]{8,})["']""",
    re.IGNORECASE,
)
# A setting of Streamlit's that signs who somebody is; without quotes in the environment, with them in secrets.toml.
COOKIE = re.compile(r"""cookie_?secret["'\]]*\s*[=:]\s*["']?(?P<value>[\w+/=-]{6,})(?![\w.(\[+/=-])""", re.IGNORECASE)
# What documents and tests write in a value's place.
EXAMPLE = re.compile(r"^(?:\$|<|\{|%|\*|x+$|\.\.\.)|^(?:password|secret|token|example|changeme)$|…", re.IGNORECASE)
BITS_PER_LETTER = 3.2  # words of a language have fewer at these lengths


def entropy(text: str) -> float:
    """Return bits per letter of a text."""
    counts = Counter(text)
    return -sum(count / len(text) * math.log2(count / len(text)) for count in counts.values())


def findings(name: str, text: str) -> Iterator[str]:
    """Find secrets in a file.

    Parameters
    ----------
    name : str
        Name to report.
    text : str
        Content of the file.

    Yields
    ------
    str
        One finding per line of the file, without the secret.
    """
    if LEFT_OUT.search(name):
        return
    for number, line in enumerate(text.splitlines(), 1):
        if MARK not in line and (kind := _kind(line)):
            yield f"{name}:{number}: looks like {kind}"


def _kind(line: str) -> str | None:
    for kind, pattern in KINDS.items():
        if pattern.search(line):
            return kind
    for found in URL.finditer(line):
        if not EXAMPLE.search(found["value"]):
            return "a password in a URL"
    for found in COOKIE.finditer(line):
        if not EXAMPLE.search(found["value"]):
            return "a cookie secret"
    for found in NAMED.finditer(line):
        if not EXAMPLE.search(found["value"]) and entropy(found["value"]) >= BITS_PER_LETTER:
            return f"a value of {found['name']}"
    return None


def main() -> int:
    """Print all findings."""
    found = [one for name, text in tracked_texts(ROOT) for one in findings(name, text)]
    sys.stdout.writelines(f"{one}\n" for one in found)
    if not found:
        sys.stdout.write("No secrets in tracked files.\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
