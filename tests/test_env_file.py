"""A `.env` that is broken: one plain sentence that names the setting, never its value, and exit status 1."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, load_settings
from tests.live.processes import environment

VALUE = "Quaedvliegje"
NAMES = [name.upper() for name in Settings.model_fields]

RUBBISH = {
    "a null byte": f"{VALUE}\0",
    "a control character": f"{VALUE}\x07",
    "half an address": f"http://[{VALUE}",
    "a port that is none": f"http://{VALUE}:99999",
    "quotes that do not end": f"'{VALUE}",
    "two lines": f'"{VALUE}\n{VALUE}"',
}
MUST_FAIL = {
    "TELEGRAM_BOT_TOKEN": [*RUBBISH],
    "TELEGRAM_API_URL": [*RUBBISH],
    "RASA_URL": [*RUBBISH],
    "DIGEST_TIME": [*RUBBISH],
    "MINIMUM_CELL": [*RUBBISH],
    "TELEGRAM_WEBHOOK_PORT": [*RUBBISH],
    "DATA_FOLDER": ["a null byte", "two lines"],
}


@pytest.fixture
def env_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    file = tmp_path / ".env"
    monkeypatch.setitem(Settings.model_config, "env_file", file)
    return file


def refusal() -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert VALUE not in str(caught.value) and "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("rubbish", RUBBISH)
def test_rubbish_is_refused_by_name_or_harmless(env_file: Path, name: str, rubbish: str) -> None:
    """Quotes that do not end make the line none at all; everything else is the setting's."""
    env_file.write_text(f"{name}={RUBBISH[rubbish]}\n")
    try:
        load_settings()
    except SettingsError as error:
        assert name in str(error) and VALUE not in str(error) and "\n" not in str(error)


@pytest.mark.parametrize("name", MUST_FAIL)
def test_what_cannot_be_used_is_refused(env_file: Path, name: str) -> None:
    for rubbish in MUST_FAIL[name]:
        if rubbish == "quotes that do not end":
            continue
        env_file.write_text(f"{name}={RUBBISH[rubbish]}\n")
        assert name in refusal(), rubbish


def test_what_is_no_text_is_refused(env_file: Path) -> None:
    env_file.write_bytes(b"RASA_URL=\xff\xfe\x00" + VALUE.encode("utf-16"))
    assert refusal().startswith("The file .env, or that of a secret, cannot be read")


def test_a_folder_in_its_place_is_as_none(env_file: Path) -> None:
    env_file.mkdir()
    load_settings()


def test_the_mark_of_windows_editor_hides_no_setting(env_file: Path) -> None:
    env_file.write_text("MINIMUM_CELL=7", "utf-8-sig")
    assert load_settings().minimum_cell == 7


def test_windows_line_ends_and_no_last_one(env_file: Path) -> None:
    env_file.write_bytes(b"MINIMUM_CELL=7\r\nRASA_URL=http://rasa:5005")
    assert (load_settings().minimum_cell, load_settings().rasa_url) == (7, ("http://rasa:5005",))


def test_of_a_name_that_is_there_twice_the_last_counts(env_file: Path) -> None:
    env_file.write_text("MINIMUM_CELL=7\nMINIMUM_CELL=9\n")
    assert load_settings().minimum_cell == 9


@pytest.mark.parametrize("slip", ["TELEGRAM_BOT_TOKN", "TELEGRAM_BOTTOKEN", "DATABSE_URL", "telegram_bot_tokens"])
def test_a_slip_in_a_name_is_told(env_file: Path, slip: str) -> None:
    env_file.write_text(f"{slip}={VALUE}\n")
    assert "A name in .env is no setting. Is " in refusal()


@pytest.mark.parametrize("line", ["", "=", "===", "no equals sign", "export", "#", "\t", "1=2", "RASA_PORT=5006"])
def test_lines_that_say_nothing_to_us_are_left_alone(env_file: Path, line: str) -> None:
    env_file.write_text(f"{line}\nMINIMUM_CELL=7\n")
    assert load_settings().minimum_cell == 7


def test_the_program_says_so_and_ends(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        env=environment(tmp_path, RASA_URL=f"http://{VALUE}:99999", TELEGRAM_BOT_TOKEN=f"{VALUE} {VALUE}"),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 1
    assert "TELEGRAM_BOT_TOKEN" in done.stderr and "RASA_URL" in done.stderr
    assert VALUE not in done.stderr + done.stdout and "Traceback" not in done.stderr
