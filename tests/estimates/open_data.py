"""dataderden.cbs.nl as a local server: a proxy that takes the place of whatever host it is asked for, over TLS.

It answers as OData 3 does, from a stored answer whose figures are invented, and can be told to fail. What it does not
understand it refuses.
"""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "dataderden.cbs.nl"
FEED = "/ODataFeed/odata/50120NED/"
PAGE = 20
"""Rows in one answer; the address of the next stands in it."""
INVENTED = Path(__file__).with_name("INVENTED_50120NED.json")
CONDITION = re.compile(r"startswith\((\w+),'([^']*)'\)|(\w+) eq '([^']*)'")


def invented() -> dict[str, list[dict[str, Any]]]:
    """The stored answer: the parts of the table by name."""
    parts = json.loads(INVENTED.read_text("utf-8"))
    assert parts.pop("INVENTED"), "a file with figures says first that they are not real"
    return dict(parts)


@dataclass
class OpenData:
    """What the server has and does. `status` and `body` are given in place of an answer; `asked` is what came in."""

    parts: dict[str, list[dict[str, Any]]] = field(default_factory=invented)
    status: int = 200
    body: str | None = None
    asked: list[str] = field(default_factory=list)

    def answer(self, target: str) -> tuple[int, str]:
        """The status and the text for an address."""
        url = urlsplit(target)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        self.asked.append(f"{url.path} {query.get('$filter', '')}".strip())
        if self.status != 200 or self.body is not None:
            return self.status, "refused" if self.body is None else self.body
        name = url.path.removeprefix(FEED)
        if not url.path.startswith(FEED) or (name and name not in self.parts):
            return 404, "no such table"
        rows = self.parts[name] if name else [{"name": part, "url": part} for part in self.parts]
        if "$filter" in query:
            rows = [row for row in rows if _holds(query["$filter"], row)]
        start = int(query.get("$skip", 0))
        more = {"odata.nextLink": _next(url.path, query, start + PAGE)} if len(rows) > start + PAGE else {}
        return 200, json.dumps({"odata.metadata": "", "value": rows[start : start + PAGE], **more})


def _next(path: str, query: Mapping[str, str], skip: int) -> str:
    kept = "&".join(f"{name}={value.replace(' ', '%20')}" for name, value in query.items() if name != "$skip")
    return f"https://{HOST}{path}?{kept}&$skip={skip}"


def _holds(condition: str, row: Mapping[str, Any]) -> bool:
    """A filter of `startswith`, `eq`, `and`, `or` and brackets. Raises SyntaxError on anything else."""

    def value(match: re.Match[str]) -> str:
        prefix_of, prefix, name, key = match.groups()
        # Keys are compared without the spaces behind them, as SQL Server does.
        return str(row[prefix_of].startswith(prefix) if prefix_of else row[name].rstrip() == key)

    logic = CONDITION.sub(value, condition)
    if not re.fullmatch(r"(True|False|and|or|[() ])+", logic):
        raise SyntaxError(condition)
    return bool(eval(logic))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    open_data: OpenData
    tls: ssl.SSLContext

    def do_CONNECT(self) -> None:
        if self.path != f"{HOST}:443":
            self.send_error(502)
            return
        self.send_response(200)
        self.end_headers()
        self.connection = self.tls.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.close_connection = False

    def do_GET(self) -> None:
        status, text = self.open_data.answer(self.path)
        body = text.encode()
        self.connection.sendall(
            f"HTTP/1.1 {status} It\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            "Connection: close\r\n\r\n".encode()
            + body
        )
        self.close_connection = True

    def finish(self) -> None:
        self.rfile.close()
        self.connection.close()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


def serve(open_data: OpenData, folder: Path) -> ThreadingHTTPServer:
    """A server on a free port; its certificate is `folder / "host.pem"`."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(_certificate(folder))
    handler = type("Handler", (Handler,), {"open_data": open_data, "tls": tls})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = False
    return server


def _certificate(folder: Path) -> Path:
    """A certificate for HOST, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    file = folder / "host.pem"
    file.write_bytes(made.public_bytes(pem) + key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    return file
