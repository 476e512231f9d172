"""Exits 0 when the Rasa in this container answers with a model loaded, else 1: Rasa answers `/` without one too."""

from __future__ import annotations

import json
import sys
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from address import TokenError, own_token, port

PATIENCE = 4.0
"""Seconds."""


def main() -> int:
    """Prints nothing: an address with the token in it would end up in the engine's log."""
    try:
        token = own_token()
        connection = HTTPConnection("127.0.0.1", int(port()), timeout=PATIENCE)
        connection.request("GET", "/status" + (f"?{urlencode({'token': token})}" if token else ""))
        answer = connection.getresponse()
        healthy = answer.status == 200 and bool(json.load(answer).get("model_file"))
    except (OSError, HTTPException, ValueError, AttributeError, TokenError):
        healthy = False
    return 0 if healthy else 1


if __name__ == "__main__":
    sys.exit(main())
