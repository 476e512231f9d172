"""The alarms: each is of figures that there are, and the guide says what to do when it rings."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.monitoring.meters import CHORES, METERS, Sort
from bot.settings import ROOT

RULES = ROOT / "deploy" / "prometheus-rules.yml"
GUIDE = ROOT / "docs" / "operations.md"


def alarms() -> list[dict[str, Any]]:
    (group,) = YAML(typ="safe").load(RULES.read_text("utf-8"))["groups"]
    return [dict(rule) for rule in group["rules"]]


def known_series() -> set[str]:
    """The names under which Prometheus knows our figures."""
    histograms = {meter.name for meter in METERS if meter.sort is Sort.HISTOGRAM}
    parts = {f"{name}_{part}" for name in histograms for part in ("bucket", "count", "sum")}
    return {meter.name for meter in METERS} - histograms | parts


@pytest.mark.parametrize("alarm", alarms(), ids=lambda alarm: str(alarm["alert"]))
def test_an_alarm_is_of_figures_that_there_are(alarm: dict[str, Any]) -> None:
    assert set(alarm) <= {"alert", "expr", "for", "labels", "annotations"}
    assert alarm["labels"]["severity"] in ("page", "ticket")
    assert alarm["annotations"]["summary"].endswith(".")
    named = set(re.findall(r"opmerkzaam_\w+", alarm["expr"]))
    assert named <= known_series()
    labels = set(re.findall(r"[{,](\w+)=", alarm["expr"])) | set(re.findall(r"by \((\w+)\)", alarm["expr"]))
    assert labels <= {label for meter in METERS for label in meter.labels} | {"job", "le"}


@pytest.mark.parametrize("alarm", alarms(), ids=lambda alarm: str(alarm["alert"]))
def test_what_it_counts_is_there_before_the_first_time(alarm: dict[str, Any]) -> None:
    """Else Prometheus sees it for the first time as 1, which is no increase."""
    counters = {meter.name: meter for meter in METERS if meter.labels and meter.sort is not Sort.GAUGE}
    for name, values in re.findall(r'increase\((opmerkzaam_\w+?)(?:_count)?(?:\{\w+=~?"([^"]+)"\})?\[', alarm["expr"]):
        if name in counters and name != CHORES.name:  # which fail again and again before it rings
            assert set(values.split("|") if values else ("text", "button")) <= set(counters[name].known)


def test_the_guide_has_every_alarm_and_every_figure() -> None:
    guide = GUIDE.read_text("utf-8")
    rows = re.findall(r"^\| (Opmerkzaam\w+) \|", guide, re.MULTILINE)
    assert sorted(rows) == sorted(alarm["alert"] for alarm in alarms())
    assert {meter.name for meter in METERS} <= set(re.findall(r"opmerkzaam_\w+", guide))


def test_prometheus_itself_takes_the_rules() -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("promtool (Debian's package prometheus) is not installed here")
    done = subprocess.run([promtool, "check", "rules", RULES], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_link_of_the_guide_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!http|#)([^)#]+)", GUIDE.read_text("utf-8"))
    assert [link for link in links if not (Path(GUIDE.parent) / link).exists()] == []
