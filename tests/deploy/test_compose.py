"""docker-compose.yml and the images: what a container may do, what it gets, and that nothing stands open.

That they build, start and answer is tried for real by `make compose-check`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot import settings as module
from bot.knowledge.examples import EXAMPLES
from bot.settings import ROOT, SECRETS, Settings, load_settings
from scripts import make_secrets

FILE: dict[str, Any] = YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
OURS = {name for name, service in SERVICES.items() if "build" in service}
DOCKERFILES = [ROOT / "Dockerfile", ROOT / "rasa_project" / "Dockerfile"]
BASES = {"python:3.11-slim-bookworm", "python:3.10-slim-bookworm"}


def test_these_are_the_services() -> None:
    assert set(SERVICES) == {"db", "rasa", "migrate", "bot", "bot-polling"}
    assert {name for name in SERVICES if "profiles" in SERVICES[name]} == {"bot-polling"}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_container_can_do_no_more_than_it_must(name: str) -> None:
    service = SERVICES[name]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["logging"] == {"driver": "json-file", "options": {"max-size": "10m", "max-file": "5"}}
    assert {"mem_limit", "pids_limit", "stop_grace_period", "restart"} <= set(service)
    assert "privileged" not in service and "env_file" not in service


def test_the_database_alone_keeps_what_its_image_needs_to_step_down() -> None:
    assert {name for name in SERVICES if "cap_add" in SERVICES[name]} == {"db"}
    assert {name for name in SERVICES if "user" in SERVICES[name]} == set()


def test_what_loads_for_seconds_stops_when_it_is_told() -> None:
    assert {name for name in OURS if SERVICES[name].get("init") is not True} == set()


def test_the_webhook_and_the_page_are_the_open_ports_and_for_this_machine() -> None:
    open_ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    page = "${WEB_LISTEN:-127.0.0.1:8090}:8090"
    assert open_ports == {"bot": ["${WEBHOOK_LISTEN:-127.0.0.1:8080}:8080", page], "bot-polling": [page]}


def test_the_bot_alone_reaches_out() -> None:
    assert FILE["networks"]["inside"]["internal"] is True
    assert {name for name in SERVICES if "outside" in SERVICES[name]["networks"]} == {"bot", "bot-polling"}
    assert all("inside" in service["networks"] for service in SERVICES.values())


def test_the_bot_starts_on_a_migrated_database_and_waits_for_no_rasa() -> None:
    for name in ("bot", "bot-polling"):
        assert SERVICES[name]["depends_on"] == {
            "migrate": {"condition": "service_completed_successfully"},
            "rasa": {"condition": "service_started"},
        }
    assert SERVICES["migrate"]["depends_on"] == {"db": {"condition": "service_healthy"}}


def test_a_secret_is_a_file_with_the_name_of_its_setting() -> None:
    assert set(FILE["secrets"]) == set(SECRETS) - {"database_url", "opmerkzaam_new_secret"}
    assert all(secret == {"file": f"secrets/{name}"} for name, secret in FILE["secrets"].items())
    for service in SERVICES.values():
        assert set(service["secrets"]) <= set(FILE["secrets"])
        assert not set(FILE["secrets"]) & {name.lower() for name in service.get("environment", {})}
    assert SERVICES["rasa"]["secrets"] == ["rasa_token"]


def test_what_is_set_for_the_bot_are_settings_of_the_bot() -> None:
    for name in ("bot", "bot-polling", "migrate"):
        assert {setting.lower() for setting in SERVICES[name]["environment"]} <= set(Settings.model_fields)


def test_a_forgotten_address_is_told_and_not_taken_for_long_polling(monkeypatch: pytest.MonkeyPatch) -> None:
    default = re.fullmatch(r"\$\{TELEGRAM_WEBHOOK_URL:-(.+)}", SERVICES["bot"]["environment"]["TELEGRAM_WEBHOOK_URL"])
    assert default is not None
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", default[1])
    with pytest.raises(module.SettingsError, match="TELEGRAM_WEBHOOK_URL: write an address"):
        load_settings()


@pytest.mark.parametrize("file", DOCKERFILES, ids=lambda file: file.parent.name)
def test_an_image_has_a_pinned_base_and_a_user_of_its_own(file: Path) -> None:
    text = file.read_text("utf-8")
    stages = set(re.findall(r"^FROM \S+ AS (\S+)$", text, re.M))
    assert set(re.findall(r"^FROM (\S+)", text, re.M)) - stages <= BASES
    assert re.findall(r"^USER (.+)$", text, re.M) == ["10001:10001"]
    assert "apt-get" not in text and "requirements-dev" not in text


def test_what_learns_is_whole_where_it_learns() -> None:
    program = "import sys, scripts.local_models; print(*(name for name in sys.modules if name.startswith('bot.')))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    needed = {name.split(".")[1] for name in done.stdout.split()}
    stage = DOCKERFILES[0].read_text("utf-8").partition("AS learned")[2].partition("FROM")[0]
    assert {name.removesuffix(".py") for name in re.findall(r"\bbot/([\w.]+)(?= )", stage)} == needed | {"__init__"}


def test_what_is_learned_from_is_in_the_image_where_it_learns_and_where_it_runs() -> None:
    # Without them another crisis guard would be learned, from fewer harmless texts, and nothing would say so.
    learned, _, final = DOCKERFILES[0].read_text("utf-8").partition("AS learned")[2].partition("FROM")
    for stage in (learned, final):
        assert {f"COPY {source} {source}" for source in ("knowledge", EXAMPLES)} <= set(stage.splitlines())


def test_images_are_told_by_tag() -> None:
    assert {service["image"] for name, service in SERVICES.items() if name not in OURS} == {"postgres:16"}


def test_nothing_goes_to_an_image_but_what_is_named() -> None:
    lines = [line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line[:1] not in ("#", "")]
    assert lines[0] == "*"
    assert {line for line in lines if line.startswith("!")} == {
        "!bot",
        "!knowledge",
        "!rasa_project",
        "!requirements.txt",
        "!scripts/local_models.py",
    }


# make_secrets


def test_secrets_are_made_that_can_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "secrets"
    assert make_secrets.main(folder) == 0
    (folder / make_secrets.TOKEN).write_text("1:a\n")
    assert {file.name for file in folder.iterdir()} == set(FILE["secrets"])
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://bot.example/telegram")
    monkeypatch.setattr(module, "SECRET_FILES", folder)
    settings = load_settings()
    made = [getattr(settings, name).get_secret_value() for name in make_secrets.MADE]
    assert len(set(made)) == len(made)


def test_the_folder_is_its_owners_and_the_files_can_be_read_in_containers(tmp_path: Path) -> None:
    make_secrets.main(tmp_path / "secrets")
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in (tmp_path / "secrets").iterdir()} == {0o444}


def test_a_secret_that_is_there_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_secrets.main(tmp_path)
    before = {file.name: file.read_text() for file in tmp_path.iterdir()}
    (tmp_path / "rasa_token").unlink()
    capsys.readouterr()
    make_secrets.main(tmp_path)
    after = {file.name: file.read_text() for file in tmp_path.iterdir()}
    assert {name for name in before if before[name] != after[name]} == {"rasa_token"}
    said = capsys.readouterr().out
    assert "rasa_token" in said and not any(secret.strip() in said for secret in after.values())
