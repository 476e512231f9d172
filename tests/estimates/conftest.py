"""The open data of CBS as a local server, and the package that asks it led there by its own settings."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import cbsodata
import pytest

from tests.estimates.open_data import OpenData, serve


@pytest.fixture
def open_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenData]:
    """Whatever is fetched from dataderden.cbs.nl comes from here. Nothing leaves this machine."""
    served = OpenData()
    server = serve(served, tmp_path)
    host, port = server.server_address[:2]
    monkeypatch.setitem(cbsodata.options.requests, "proxies", {"https": f"http://{host!s}:{port}"})
    monkeypatch.setitem(cbsodata.options.requests, "verify", str(tmp_path / "host.pem"))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield served
    server.shutdown()
    thread.join()
    server.server_close()
