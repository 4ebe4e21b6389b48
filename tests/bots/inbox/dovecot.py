"""A real IMAP server on loopback for tests: Dovecot from Debian, with TLS, SPECIAL-USE, quota and XOAUTH2."""

import getpass
import grp
import imaplib
import json
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PROGRAM = "/usr/sbin/dovecot"
PASSWORD = "secret"  # noqa: S105 - of a server that lives for one test
TOKEN = "good-token"  # noqa: S105 - see above
USER = "team"

_CONFIG = """
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{base}/cert.pem
ssl_key = <{base}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
mail_location = maildir:{base}/mail/%u
mail_uid = {mail}
mail_gid = {mail_group}
first_valid_uid = 1
mail_plugins = quota
imap_idle_notify_interval = 2 mins
plugin {{
  quota = maildir:User quota
  quota_rule = *:storage={storage}
}}
protocol imap {{
  mail_plugins = quota imap_quota
}}
passdb {{
  driver = static
  args = password={password}
  mechanisms = plain login
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {base}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={mail} gid={mail_group} home={base}/home/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox {drafts} {{
    auto = subscribe
    special_use = \\Drafts
  }}
  mailbox Sent {{
    auto = subscribe
    special_use = \\Sent
  }}
  mailbox Trash {{
    auto = subscribe
    special_use = \\Trash
  }}
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
  chroot =
}}
service anvil {{
  chroot =
}}
service auth {{
  user = {internal}
}}
service stats {{
  chroot =
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Tokens(BaseHTTPRequestHandler):
    """Says whose a token is, and gives one to the right client."""

    def do_GET(self) -> None:
        self._say({"email": USER} if self.path.endswith(TOKEN) else {"error": "invalid"})

    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
        self._say({"access_token": TOKEN} if "client_secret=right" in form else {"error": "invalid_client"})

    def _say(self, data: dict[str, str]) -> None:
        body = json.dumps(data).encode("ascii")
        self.send_response(400 if "error" in data else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


class Dovecot:
    """The server; `stop` ends it, `start` starts it again on the same mail and ports."""

    def __init__(self, drafts: str = "Drafts", storage: str = "500M") -> None:
        # A folder of its own: the server's users must be able to enter it, and pytest's are private.
        self.base = base = Path(tempfile.mkdtemp(prefix="wil-dovecot-"))
        self.port, self.tls_port = free_port(), free_port()
        self._child: subprocess.Popen[bytes] | None = None
        self.tokens = ThreadingHTTPServer(("127.0.0.1", 0), _Tokens)
        threading.Thread(target=self.tokens.serve_forever, daemon=True).start()
        root = os.geteuid() == 0
        me = getpass.getuser()
        users = ("dovecot", "dovenull", "mail") if root else (me, me, me)
        groups = [grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name for user in users]
        base.chmod(0o755)
        for name in ("mail", "home"):
            (base / name).mkdir()
            if root:
                shutil.chown(base / name, users[2], groups[2])
        values = {
            "base": base,
            "internal": users[0],
            "internal_group": groups[0],
            "login": users[1],
            "mail": users[2],
            "mail_group": groups[2],
            "port": self.port,
            "tls_port": self.tls_port,
            "password": PASSWORD,
            "drafts": drafts,
            "storage": storage,
        }
        (base / "dovecot.conf").write_text(_CONFIG.format(**values), encoding="utf-8")
        where = f"http://127.0.0.1:{self.tokens.server_port}/?token="
        (base / "oauth2.conf").write_text(f"tokeninfo_url = {where}\nusername_attribute = email\n", encoding="utf-8")
        self._certify()
        self.start()

    @property
    def certificate(self) -> Path:
        return self.base / "cert.pem"

    def _certify(self) -> None:
        subprocess.run(
            [
                *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
                *("-addext", "subjectAltName=DNS:localhost", "-keyout", str(self.base / "key.pem")),
                *("-out", str(self.certificate)),
            ],
            check=True,
            capture_output=True,
        )

    def start(self) -> None:
        self._child = subprocess.Popen([PROGRAM, "-F", "-c", str(self.base / "dovecot.conf")], start_new_session=True)
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=5) as probe:
                    if probe.recv(10).startswith(b"* OK"):
                        return
            except OSError:
                time.sleep(0.05)
        self.stop()
        log = self.base / "dovecot.log"
        raise RuntimeError(f"Dovecot did not start: {log.read_text(encoding='utf-8') if log.exists() else 'no log'}")

    def stop(self) -> None:
        if self._child is not None:
            group = self._child.pid
            self._child.terminate()
            self._child.wait(timeout=20)
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(group, signal.SIGKILL)  # connections in use outlive the master
            self._child = None

    def close(self) -> None:
        self.stop()
        self.tokens.shutdown()
        self.tokens.server_close()
        shutil.rmtree(self.base, ignore_errors=True)

    def client(self) -> imaplib.IMAP4:
        client = imaplib.IMAP4("127.0.0.1", self.port)
        client.login(USER, PASSWORD)
        return client

    def deliver(self, *mails: bytes, folder: str = "INBOX", flags: str = "") -> None:
        client = self.client()
        for mail in mails:
            status, said = client.append(folder, flags, "", mail)
            assert status == "OK", said
        client.logout()

    def mails(self, folder: str = "INBOX") -> list[tuple[set[str], bytes]]:
        """The flags and bytes of a folder's mails, in order."""
        client = self.client()
        client.select(folder, readonly=True)
        _, data = client.fetch("1:*", "(FLAGS BODY.PEEK[])") if client.search(None, "ALL")[1][0] else ("", [])
        client.logout()
        found = []
        for place, item in enumerate(data):
            if isinstance(item, tuple):
                after = data[place + 1] if place + 1 < len(data) else b""
                flags = re.search(rb"FLAGS \(([^)]*)\)", item[0] + (after if isinstance(after, bytes) else b""))
                found.append((set(flags[1].decode().split()) if flags else set(), item[1]))
        return found

    def remove(self, folder: str) -> None:
        """Delete every mail of a folder."""
        client = self.client()
        client.select(folder)
        client.store("1:*", "+FLAGS", "\\Deleted")
        client.expunge()
        client.logout()

    def move_all(self, source: str, target: str) -> None:
        client = self.client()
        client.select(source)
        client._simple_command("MOVE", "1:*", target)
        client.logout()

    def make_anew(self, folder: str) -> None:
        """Delete a folder and create it again: its UIDVALIDITY changes."""
        client = self.client()
        client.delete(folder)
        time.sleep(1.1)  # UIDVALIDITY is a time in seconds
        client.create(folder)
        client.logout()
