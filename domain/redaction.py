"""What must never stand in a log is taken out of its lines: tokens, pass-phrases, credentials, query strings."""

from __future__ import annotations

import re

HIDDEN = "***"
_NAMES = (
    r"share|token|id_token|access_token|refresh_token|client_secret|cookie_?secret|secret|passphrase|pass-phrase|"
    r"password|passwd|pwd|nonce|authorization|cookie|set-cookie|hamgam_rounding_key|rounding_key|_streamlit\w*"
)
# A value: quoted up to its own quote, or up to what ends a word in a URL, a header or the text of an error.
_VALUE = r"""(?:'[^'\n]*'|"[^"\n]*"|[^\s"'&;,<>)\]}]+)"""
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # user:password@ of a connection string, as far as the last @ before the host.
    (re.compile(r"""(?<=//)[^\s/"'<>]+@"""), f"{HIDDEN}@"),
    # Everything after the question mark of an address, or of what looks like a query without one.
    (re.compile(r"\?\S*=\S*"), f"?{HIDDEN}"),
    (re.compile(r"(?<=[\w/.\]])\?\S+"), f"?{HIDDEN}"),
    # What a database driver adds of the values that it was given: raw counts, hashes of tokens.
    (re.compile(r"\[parameters: .*?\](?=\n|$)", re.DOTALL), f"[parameters: {HIDDEN}]"),
    (re.compile(r"\b(bearer|basic)\s+[\w.~+/=-]{6,}", re.IGNORECASE), rf"\1 {HIDDEN}"),
    # A browser's XSRF token and session go where a WebSocket has its protocols.
    (re.compile(r"(sec-websocket-protocol\W{1,4}).*", re.IGNORECASE), rf"\1{HIDDEN}"),
    (re.compile(r"\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?"), HIDDEN),  # an id token, wherever it stands
    (re.compile(rf"""(?<![\w-])((?:\w+_)?(?:{_NAMES}))(["']?\s*[=:]\s*){_VALUE}""", re.IGNORECASE), rf"\1\2{HIDDEN}"),
    # Words of everyday use: only as names of a query.
    (re.compile(rf"(?<![\w-])(code|state)=({_VALUE})"), rf"\1={HIDDEN}"),
)
# A line of a log must not be able to look like two, nor to move the cursor of a terminal.
_CONTROL = {number: f"\\x{number:02x}" for number in (*range(32), *range(127, 160)) if chr(number) not in "\t\n"}
_CONTROL |= {0x2028: "\\u2028", 0x2029: "\\u2029"}


def redacted(text: str) -> str:
    """Return a text as it may be logged.

    Parameters
    ----------
    text : str
        A message with its arguments in place, or a traceback.

    Returns
    -------
    str
        Without values of tokens, pass-phrases, credentials in URLs, query strings and parameters of statements;
        control characters but tabs and line ends are written out.
    """
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text.translate(_CONTROL)
