"""A report over Telegram's HTTP interface, with the bot killed between the steps and in the middle of them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from bot.settings import ROOT
from tests.a_report import STEPS
from tests.botapi import BotApi
from tests.live.processes import Bot, environment

KILLED_BETWEEN = {"Verder", "Ja, is goed"}
"""After the answer to these the bot is killed; it goes on at the same question."""
KILLED_WITHIN = {"Bezoek gehad", "Coördinator beslist"}
"""Right after these taps the bot is killed, whatever it was doing."""


def test_a_report_survives_kill_9(tmp_path: Path) -> None:
    with BotApi() as api, Bot(tmp_path, TELEGRAM_BOT_TOKEN=api.token, TELEGRAM_API_URL=api.url) as bot:
        truus = api.user(1001)
        truus.says(f"/start {invitation(tmp_path, api)}")
        bot.start()
        truus.waits_for("Je uitnodiging klopt", timeout=30)
        for label, seen in STEPS:
            truus.taps(label)
            if label in KILLED_WITHIN:
                bot.kill()
                bot.start()
            truus.waits_for(seen, timeout=30)
            if label in KILLED_BETWEEN:
                bot.kill()
                bot.start()
        truus.says("/mijn_meldingen")
        mine = truus.waits_for("Je laatste meldingen", timeout=30)
    assert len(re.findall(r"Bezoek gehad", mine.text)) == 1
    assert "Traceback" not in bot.log


def invitation(folder: Path, api: BotApi) -> str:
    """A code from the command line, as a coordinator makes it."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "invite", "--role", "volunteer"],
        cwd=ROOT,
        env=environment(folder, TELEGRAM_BOT_TOKEN=api.token, TELEGRAM_API_URL=api.url),
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"code\s+(\w+)\nlink\s+https://t\.me/\w+\?start=(\w+)", done.stdout)
    assert found and found[1] == found[2], done.stdout
    return found[1]
