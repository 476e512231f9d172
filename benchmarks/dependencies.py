"""Writes what is old and what it is licensed under into docs/dependencies.md: `python -m benchmarks.dependencies`.

`--check` writes nothing, and fails when the document does not say what is true now. Only what is installed is read: the
metadata that every package carries (https://packaging.python.org/en/latest/specifications/core-metadata/).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from bot.settings import ROOT

DOCUMENT = ROOT / "docs" / "dependencies.md"
BEGIN, END = "<!-- packages: written by benchmarks/dependencies.py -->", "<!-- end of packages -->"
BOT = (ROOT / ".venv", ROOT / "requirements.txt")
RASA = (ROOT / "rasa_project" / ".venv", ROOT / "rasa_project" / "requirements.txt")

FREE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser General|GPL|General Public|EUPL|"
    r"Unlicense|CC0|Public Domain|Zope|ZPL|HPND|0BSD|Historical Permission|BlueOak|Artistic|Expat|CNRI)\b|BSD",
    re.IGNORECASE,
)
"""Licences under which anybody may use and pass on a program beside one under EUPL-1.2 (its appendix names the copyleft
ones). None of these packages is in this repository: who installs it gets them from where they are published."""

REFUSED = re.compile(
    r"proprietary|commercial|non-?commercial|all rights reserved|SSPL|BUSL|Commons Clause", re.IGNORECASE
)


@dataclass(frozen=True)
class Package:
    """One installed package. `licence` is empty when its metadata says nothing."""

    name: str
    version: str
    licence: str


def installed(environment: Path, requirements: Path) -> list[Package]:
    """The packages of a requirements file that are installed here: some are for other systems only."""
    there = {plain(found.metadata["Name"]): found for found in distributions(path=_sites(environment))}
    wanted = re.findall(r"^([\w.-]+)==", requirements.read_text("utf-8"), re.MULTILINE)
    return [
        Package(name, there[name].version, licence_of(there[name]))
        for name in sorted(set(map(plain, wanted)))
        if name in there
    ]


def plain(name: str) -> str:
    """https://packaging.python.org/en/latest/specifications/name-normalization/"""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(found: Distribution) -> str:
    """As its metadata says it, in one short line."""
    about = found.metadata
    classified = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or ()
        if line.startswith("License ::") and line.count("::") > 1
    ]
    said = about.get("License-Expression") or ", ".join(classified) or (about.get("License") or "").strip()
    first = said.splitlines()[0] if said else ""
    return first[:60].replace("|", "/")


def held_back(packages: list[Package]) -> Iterator[tuple[Package, str]]:
    """The packages of which Rasa allows no newer version, and what it allows."""
    rasa = next(found for found in distributions(path=_sites(RASA[0])) if plain(found.metadata["Name"]) == "rasa")
    pinned = {package.name: package for package in packages}
    seen = set()
    for line in rasa.requires or ():
        asked = re.match(r"([\w.-]+)(?:\[.*?\])?\s*\(?([^;)]*)\)?\s*(?:;(.*))?", line)
        if not asked or "extra ==" in (asked[3] or "") or not re.search(r"<|==", asked[2]):
            continue
        name = plain(asked[1])
        if name in pinned and name not in seen:
            seen.add(name)
            yield pinned[name], asked[2].strip()


def doubtful(packages: list[Package]) -> list[Package]:
    """Those that may not be passed on, or of which it is not known."""
    return [one for one in packages if REFUSED.search(one.licence) or not FREE.search(one.licence)]


def written() -> str:
    """The tables."""
    bot, rasa = installed(*BOT), installed(*RASA)
    return "\n".join(
        [
            BEGIN,
            "",
            "### Packages that Rasa holds back",
            "",
            "| package | pinned | Rasa allows |",
            "| --- | --- | --- |",
            *(f"| {one.name} | {one.version} | `{allowed}` |" for one, allowed in sorted(held_back(rasa), key=_name)),
            "",
            "### Licences",
            "",
            "| licence | the bot | Rasa's environment |",
            "| --- | --- | --- |",
            *_licences(bot, rasa),
            "",
            END,
        ]
    )


def _name(pair: tuple[Package, str]) -> str:
    return pair[0].name


def _licences(bot: list[Package], rasa: list[Package]) -> Iterator[str]:
    for licence in sorted({one.licence for one in (*bot, *rasa)}, key=str.lower):
        cells = (", ".join(one.name for one in packages if one.licence == licence) for packages in (bot, rasa))
        yield f"| {licence or 'not said'} | {' | '.join(cells)} |"


def _sites(environment: Path) -> list[str]:
    return [str(site) for site in (environment / "lib").glob("python3.*/site-packages")]


def main() -> int:
    options = argparse.ArgumentParser(description="Writes what is old and how it is licensed.")
    options.add_argument("--check", action="store_true", help="only say whether the document is true")
    only_check = options.parse_args().check
    before = DOCUMENT.read_text("utf-8")
    after = re.sub(f"{BEGIN}.*{END}", lambda _: written(), before, flags=re.DOTALL)
    if only_check:
        return int(before != after)
    DOCUMENT.write_text(after, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
