"""Serves the NLU model, for the bot on the same machine or in a container beside it.

RASA_INTERFACE  the address it listens on, 127.0.0.1 by default; in a container 0.0.0.0
RASA_PORT       the port, 5005 by default
RASA_TOKEN      when set, every request needs it: /model/parse?token=...; else read from /run/secrets/rasa_token

Runs Rasa inside this process, not as a command: so the token stays out of the list of processes, and warnings can be
kept from printing what somebody typed.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from address import TokenError, own_token, port
from articles import ArticleError
from model_file import ENVIRONMENT, PROJECT, existing_models, fresh_model, is_whole
from on_demand import on_demand

QUIET = {
    # At INFO, DEBUG and WARNING Rasa prints the texts that it reads; sanic's access log prints the token.
    "LOG_LEVEL": "ERROR",
    "LOG_LEVEL_LIBRARIES": "ERROR",
    # One short sentence at a time: more threads only get in each other's way.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    # Should anything load TensorFlow after all.
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
}
TENSORFLOW_BEHIND = "rasa.utils.train_utils"
"""Helpers of trainings. Rasa loads them in every process, and they TensorFlow, which no part of our pipeline uses:
350 MB and half of the time until it serves. `archive` keeps the other way to it shut."""


def main() -> int:
    """Serves until it is stopped. Gives 1 when there is no model to serve, or the token cannot be read."""
    model = model_to_serve()
    if model is None:
        print("There is no model yet: run `python train.py` first.", file=sys.stderr)
        return 1
    try:
        token = own_token()
    except TokenError as error:
        print(error, file=sys.stderr)
        return 1
    os.environ.update({**ENVIRONMENT, **QUIET})
    os.chdir(PROJECT)  # Rasa finds our components from here
    # `warnings.warn` would print a text such as "/naam{...}" whatever the log level; as a log line the level holds.
    logging.captureWarnings(True)
    sys.argv = rasa_command(model, os.environ.get("RASA_INTERFACE", "127.0.0.1"), port(), token)

    on_demand(TENSORFLOW_BEHIND)
    from rasa.__main__ import main as rasa  # here, because it reads the environment when it is imported

    rasa()
    return 0


def model_to_serve() -> Path | None:
    """The model of the present data, else the newest there is, with a warning: an old answer is better than none."""
    try:
        fresh = fresh_model()
    except ArticleError as error:
        print(f"{error}\nThis must be mended before the next training.", file=sys.stderr)
        fresh = None
    if fresh is not None and is_whole(fresh):
        return fresh
    newest = next(filter(is_whole, existing_models()), None)
    if newest is not None:
        print("The model is older than the articles or the data: run `python train.py`.", file=sys.stderr)
    return newest


def rasa_command(model: Path, interface: str, port: str, token: str | None) -> list[str]:
    """The words of `rasa run`: the HTTP API, no channels, no CORS."""
    command = ["rasa", "run", "--enable-api", "--interface", interface, "--port", port]
    command += ["--model", str(model), "--credentials", "credentials.yml"]
    return [*command, "--auth-token", token] if token else command


if __name__ == "__main__":
    sys.exit(main())
