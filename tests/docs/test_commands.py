"""Every command of the documentation: run as it is written, in a copy of the program, or known to be run elsewhere."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.__main__ import parser
from bot.settings import ROOT, Settings
from scripts.make_secrets import MADE, TOKEN
from tests.docs.documents import Document, Found, documentation, taken_apart

BOT = "python -m bot "
LONGEST = 300
"""Seconds that one command may take."""

HERE = (
    r"(\.venv/bin/)?python -m bot (?!run\b|rotate-secret\b).*",
    r"python3 scripts/make_secrets\.py",
    r"python3 -c .*",
    r"mkdir -p backups",
    r"find backups .*",
)
"""What is really run, line by line, in a copy of the program that has a database of its own."""


@dataclass(frozen=True)
class Elsewhere:
    """A command that is not run here. `by` is the file that runs it or what it does; `proof` what must stand in that
    file; `holds` is what can still be said of the command, and gives what is wrong with it.
    """

    by: str
    proof: str
    holds: Callable[[str], str | None]


def makes(command: str) -> str | None:
    """What is wrong with a command of make: an unknown target, or arguments that the program behind it refuses."""
    target = command[command.index("make ") :]
    done = subprocess.run(["make", "-n", *shlex.split(target)[1:]], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        return done.stderr
    if "ARGS=" not in target:
        return None
    arguments = shlex.split(target.partition("ARGS=")[2])[0].split()
    behind = next(line for line in done.stdout.splitlines() if " ".join(arguments) in line)
    explained = subprocess.run(f"{behind} --help", shell=True, cwd=ROOT, capture_output=True, text=True)
    unknown = [word for word in arguments if word.startswith("--") and word not in explained.stdout]
    return explained.stderr or "".join(unknown) or None


def collects(command: str) -> str | None:
    """What is wrong with a run of the tests: pytest finds none."""
    words = [word for word in shlex.split(command) if "=" not in word or word.startswith("-")]
    told = words[words.index("pytest") + 1 :]
    asked = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--collect-only", *told]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True)
    return None if done.returncode == 0 else done.stdout[-500:]


def parses(command: str) -> str | None:
    """What is wrong with a command of the bot; None when it is one."""
    words = shlex.split(re.sub(r"\$\([^)]*\)", "2026-11-23", command.partition(BOT)[2]))
    try:
        parser().parse_args(words)
    except SystemExit as ended:
        return None if ended.code == 0 else f"{words} is no command of the bot"
    return None


COMPOSE = YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text("utf-8"))
IN_COMPOSE = re.compile(r"docker compose (up|run|exec|cp)((?: -[\w-]+| --[\w-]+)*) ?(.*)")


def composes(command: str) -> str | None:
    """What is wrong with a command of compose: a service that is not in the file, or no command of the bot in it."""
    match = IN_COMPOSE.fullmatch(command)
    if match is None:
        return "not a command of compose that is known here"
    kind, rest = match[1], match[3].split()
    services = set(rest) if kind == "up" else {word.partition(":")[0] for word in rest if ":" in word} or set(rest[:1])
    if services - set(COMPOSE["services"]):
        return f"no service {services - set(COMPOSE['services'])}"
    if kind == "run":
        return parses(f"{BOT}{' '.join(rest[1:])}")
    return parses(" ".join(rest[1:])) if kind == "exec" and BOT in command else None


def reaches_kubernetes(command: str) -> str | None:
    """What is wrong with a command of kubectl: a folder or secret that the manifests do not know."""
    if "--from-file=secrets/" in command:
        named = {name.lower() for name in Settings.model_fields}
        return None if {*MADE, TOKEN} <= named else "the files of secrets/ are no settings"
    if " -k " in command:
        head = (ROOT / "deploy" / "kubernetes" / "kustomization.yaml").read_text("utf-8")
        return None if "../../deploy/kubernetes" in head and "heerlen" in head else "the overlay is not explained"
    return None if "create namespace" in command else "not a command of kubectl that is known here"


def nothing_more(command: str) -> str | None:
    return None


ELSEWHERE: Sequence[tuple[str, Elsewhere]] = (
    (r"printf 'hoe herken ik .*' \| make run", Elsewhere("tests/live/test_make_run.py", "hoe herken ik", makes)),
    (r"make run", Elsewhere("tests/live/test_make_run.py", '"--no-print-directory", "run"', makes)),
    (r"make (test|compose-check)", Elsewhere(".ci/run", "make test\nmake compose-check", makes)),
    (r"make (setup|train|lint|check)", Elsewhere("Makefile", "test: lint check train", makes)),
    (r"make bench-nlu.*", Elsewhere("benchmarks/nlu/__main__.py", "add_argument", makes)),
    (r"make (docs|faults|bench|bench-digest)( ARGS=.*)?", Elsewhere("Makefile", "benchmarks.", makes)),
    (r"(\.venv/bin/)?python -m bot run", Elsewhere("tests/live/processes.py", '("-m", "bot", "run")', parses)),
    (r"(\.venv/bin/)?python -m bot rotate-secret", Elsewhere("tests/test_commands.py", "rotate-secret", parses)),
    (r"(RECORD_FAULTS=1 )?(\.venv/bin/)?(python -m )?pytest .*", Elsewhere("Makefile", "-m pytest", collects)),
    (r"cd rasa_project && \.venv/bin/python -m pytest", Elsewhere("Makefile", "cd rasa_project && ", nothing_more)),
    (r"docker compose .*", Elsewhere("scripts/compose_check.py", "docker-compose.yml", composes)),
    (r"kubectl .*", Elsewhere("tests/deploy/test_kubernetes.py", "kubernetes_validate.validate", reaches_kubernetes)),
)
"""What cannot be run here: it does not end, takes long, is this very run, or needs an engine. The first that fits."""


def is_run_here(command: str) -> bool:
    return any(re.fullmatch(pattern, command) for pattern in HERE)


def elsewhere(command: str) -> Elsewhere | None:
    return next((how for pattern, how in ELSEWHERE if re.fullmatch(pattern, command)), None)


def commands() -> Iterator[Found]:
    return (command for document in documentation() for command in document.commands())


NOT_RUN = [command for command in commands() if not is_run_here(command.text)]
RUN = [document for document in documentation() if any(is_run_here(command.text) for command in document.commands())]


def test_a_new_command_must_be_run_somewhere() -> None:
    unknown = [f"{found.place}: {found.text}" for found in NOT_RUN if elsewhere(found.text) is None]
    assert unknown == [], "run it in HERE, or say in ELSEWHERE what runs it"


@pytest.mark.parametrize("command", NOT_RUN, ids=lambda found: found.text)
def test_what_is_run_elsewhere_is(command: Found) -> None:
    how = elsewhere(command.text)
    assert how is not None
    assert how.proof in (ROOT / how.by).read_text("utf-8"), f"{how.by} does not run it any more"
    assert how.holds(command.text) is None, command.place


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The program as on a fresh clone that was set up: nothing of this machine's `.env` and data, and no Rasa."""
    for name in ("bot", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("knowledge", "rasa_project", "models", "benchmarks", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    return tmp_path


def surroundings(clone: Path, **more: str) -> dict[str, str]:
    """The environment of somebody who activated `.venv`, and set nothing."""
    ours = {name.upper() for name in Settings.model_fields}
    kept = {name: value for name, value in os.environ.items() if name.upper() not in ours}
    path = f"{clone / '.venv' / 'bin'}{os.pathsep}{kept['PATH']}"
    return {**kept, "PATH": path, "RASA_URL": "http://127.0.0.1:9", **more}


def somewhere_new(clone: Path) -> dict[str, str]:
    """What whoever puts a backup back must bring: an empty folder for the data, with the secret in it."""
    folder = clone / "elsewhere"
    folder.mkdir(mode=0o700)
    shutil.copy2(clone / "data" / "secret", folder / "secret")
    return {"DATA_FOLDER": str(folder)}


@pytest.mark.parametrize("document", RUN, ids=lambda found: found.name)
def test_it_runs_as_it_is_written(document: Document, clone: Path) -> None:
    """From the first command of a document to its last, as somebody does who follows it, with a database in use."""
    more: dict[str, str] = {}
    told = [command.text for command in document.commands() if is_run_here(command.text)]
    before = ["python -m bot demo-data --reports 3"] if any(" -m bot " in text for text in told) else []
    for command in (*before, *told):
        if " -m bot restore " in command:
            more = somewhere_new(clone)
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=clone,
            env=surroundings(clone, **more),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LONGEST,
        )
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), f"{command}\n{done.stdout}\n{done.stderr}"


MENTIONED = re.compile(r"(?:\S*/)?python(?:3)? -m (\w[\w.]*)((?: .*)?)")
SCRIPT = re.compile(r"(?:\S*/)?python(?:3)? ((?:\w+/)+\w+\.py)((?: .*)?)")
PLACEHOLDER = re.compile(r"\[[^\]]*\]|\b[A-Z]+\b")
BOT_COMMANDS = re.compile(r"^ {4}([a-z-]+)", re.MULTILINE)


@cache
def source(module: str) -> str:
    """The text of a module, or of all of a package; empty when there is none."""
    path = ROOT / module.replace(".", "/")
    files = [path.with_suffix(".py")] if path.with_suffix(".py").is_file() else sorted(path.glob("*.py"))
    return "\n".join(file.read_text("utf-8") for file in files)


def trouble_in(span: str) -> str | None:
    """What is wrong with a command in the running text: no such command, program, target or option."""
    if (match := re.fullmatch(r"make ([a-z-]+(?: [a-z-]+)*)(?: ARGS=\S+)?", span)) is not None:
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        return None if set(match[1].split()) <= set(targets) else f"no target {match[1]}"
    if span.startswith("docker compose "):
        return composes(span)
    if (match := re.search(r"\bpytest ((?:[\w-]+/)+\S*)", span)) is not None:
        return None if (ROOT / match[1]).exists() else f"no tests in {match[1]}"
    if (match := SCRIPT.fullmatch(span) or MENTIONED.fullmatch(span)) is None:
        return None
    program, options = match[1].removesuffix(".py").replace("/", "."), re.findall(r"--([a-z-]+)", match[2])
    if program == "bot":
        known = BOT_COMMANDS.findall(parser().format_help())
        name, *_ = PLACEHOLDER.sub("", match[2]).split() or ["--help"]
        if name not in (*known, "--help"):
            return f"{name} is no command of the bot"
    if program == "pytest":
        return None
    text = source(program)
    if not text:
        return f"no program {program}"
    return next((f"{program} knows no --{name}" for name in options if name != "help" and not knows(text, name)), None)


def knows(text: str, option: str) -> bool:
    """Whether a program has an option: by itself, or made of a name in a loop."""
    return f'"--{option}"' in text or ('f"--{name}"' in text and f'"{option}"' in text)


@pytest.mark.parametrize("document", documentation(), ids=lambda found: found.name)
def test_what_is_mentioned_is_a_command(document: Document) -> None:
    wrong = [f"{span.place}: {found}" for span in document.spans() if (found := trouble_in(span.text)) is not None]
    assert wrong == []


WRONG = [
    ("make nothing", "no target nothing"),
    ("python -m bot fly", "fly is no command of the bot"),
    ("python -m bot check --hard", "bot knows no --hard"),
    (".venv/bin/python -m benchmarks.nothing", "no program benchmarks.nothing"),
    ("docker compose up -d nothing", "no service {'nothing'}"),
    ("RECORD_FAULTS=1 pytest tests/nothing", "no tests in tests/nothing"),
    (".venv/bin/python -m benchmarks.crisis --fast", "benchmarks.crisis knows no --fast"),
]


@pytest.mark.parametrize(("span", "why"), WRONG)
def test_a_command_that_is_none_is_seen(span: str, why: str) -> None:
    assert trouble_in(span) == why


def test_what_is_wrong_with_a_command_that_is_run_elsewhere_is_seen() -> None:
    text = "```sh\nmake nothing\nmake bench-nlu ARGS=--nothing\nrm -r data # gone\n```"
    made, bench, gone = taken_apart("HERE.md", text).commands()
    assert makes(made.text) is not None and makes(bench.text) is not None
    assert (gone.text, elsewhere(gone.text), is_run_here(gone.text)) == ("rm -r data", None, False)
    assert composes("docker compose exec bot python -m bot fly") is not None
    assert collects("python -m pytest tests/nothing") is not None
