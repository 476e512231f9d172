"""The manifests in deploy/kubernetes: each as Kubernetes' own schema wants it, and together without loose ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import kubernetes_validate
import pytest
from ruamel.yaml import YAML

from bot.__main__ import parser
from bot.settings import ROOT, Settings

FOLDER = ROOT / "deploy" / "kubernetes"
KUBERNETES = "1.30"
"""An old release that is still about: what it knows, newer ones know too."""

DATABASE, KUSTOMIZATION = "postgresql.cnpg.io/v1", "kustomize.config.k8s.io/v1beta1"
OF_OTHERS = {DATABASE, KUSTOMIZATION}
"""Kinds that are not Kubernetes' own."""


def read(name: str) -> list[dict[str, Any]]:
    return list(YAML(typ="safe").load_all((FOLDER / name).read_text("utf-8")))


BASE = read("kustomization.yaml")[0]
OBJECTS = {f"{found['kind']}/{found['metadata']['name']}": found for name in BASE["resources"] for found in read(name)}
OWN = {name for name, found in OBJECTS.items() if found["apiVersion"] not in OF_OTHERS}


def pods() -> Iterator[tuple[str, dict[str, Any]]]:
    """The pod of everything that makes pods: labels and spec."""
    for name, found in OBJECTS.items():
        made = found.get("spec", {})
        template = made.get("jobTemplate", {}).get("spec", made).get("template")
        if template:
            yield name, template


PODS = dict(pods())


def test_every_file_is_in_the_base() -> None:
    assert sorted(file.name for file in FOLDER.iterdir()) == sorted([*BASE["resources"], "kustomization.yaml"])


@pytest.mark.parametrize("name", sorted(OWN))
def test_it_is_what_kubernetes_wants(name: str) -> None:
    kubernetes_validate.validate(OBJECTS[name], KUBERNETES, strict=True)


def test_the_schema_sees_a_mistake() -> None:
    wrong = {**OBJECTS["Service/bot"], "spec": {"selektor": {}}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, KUBERNETES, strict=True)


def test_everything_else_is_the_database_of_the_operator() -> None:
    assert set(OBJECTS) - OWN == {"Cluster/database"}
    assert OBJECTS["Cluster/database"]["spec"]["instances"] >= 3


def test_nothing_names_its_namespace() -> None:
    assert [name for name, found in OBJECTS.items() if "namespace" in found["metadata"]] == []


@pytest.mark.parametrize("name", sorted(PODS))
def test_a_pod_can_do_no_more_than_it_must(name: str) -> None:
    spec = PODS[name]["spec"]
    assert spec["automountServiceAccountToken"] is False
    assert spec["securityContext"]["runAsNonRoot"] is True
    for container in spec["containers"]:
        allowed = container["securityContext"]
        assert (allowed["readOnlyRootFilesystem"], allowed["allowPrivilegeEscalation"]) == (True, False)
        assert allowed["capabilities"] == {"drop": ["ALL"]}
        assert "memory" in container["resources"]["limits"]


@pytest.mark.parametrize("name", sorted(PODS))
def test_what_a_container_mounts_is_there(name: str) -> None:
    spec = PODS[name]["spec"]
    volumes = {volume["name"] for volume in spec["volumes"]}
    assert {mount["name"] for made in spec["containers"] for mount in made["volumeMounts"]} == volumes


@pytest.mark.parametrize("name", sorted(PODS))
def test_a_secret_is_a_file_with_the_name_of_its_setting(name: str) -> None:
    for volume in PODS[name]["spec"]["volumes"]:
        sources = [source["secret"] for source in volume.get("projected", {}).get("sources", [])]
        sources += [volume["secret"]] if "secret" in volume else []
        assert {item["path"] for source in sources for item in source["items"]} <= set(Settings.model_fields)
    assert [made for made in PODS[name]["spec"]["containers"] if "env" in made] == []


@pytest.mark.parametrize("kind", ["Service", "PodDisruptionBudget", "NetworkPolicy"])
def test_who_is_chosen_by_a_label_exists(kind: str) -> None:
    labels = [template["metadata"]["labels"] for template in PODS.values()]
    labels.append({"cnpg.io/cluster": OBJECTS["Cluster/database"]["metadata"]["name"]})
    for name, found in OBJECTS.items():
        if found["kind"] != kind:
            continue
        chosen = found["spec"].get("podSelector", found["spec"].get("selector"))
        chosen = chosen.get("matchLabels", {}) if kind != "Service" else chosen
        assert any(chosen.items() <= own.items() for own in labels), name


def test_ports_are_those_of_a_container() -> None:
    named = {
        port["name"] for pod in PODS.values() for made in pod["spec"]["containers"] for port in made.get("ports", [])
    }
    asked = {port["targetPort"] for found in OBJECTS.values() if found["kind"] == "Service" for port in _ports(found)}
    for pod in PODS.values():
        probes = [made[probe] for made in pod["spec"]["containers"] for probe in made if probe.endswith("Probe")]
        asked |= {probe["httpGet"]["port"] for probe in probes if "httpGet" in probe}
    assert asked <= named


def _ports(service: dict[str, Any]) -> list[dict[str, Any]]:
    ports: list[dict[str, Any]] = service["spec"]["ports"]
    return ports


def test_only_the_bot_reaches_rasa_and_rasa_reaches_nobody() -> None:
    rasa = OBJECTS["NetworkPolicy/rasa"]["spec"]
    assert rasa["ingress"] == [
        {"from": [{"podSelector": {"matchLabels": {"app": "bot"}}}], "ports": [{"port": "http"}]}
    ]
    assert (rasa["policyTypes"], rasa["egress"]) == (["Ingress", "Egress"], [])


def test_metrics_are_for_who_is_named() -> None:
    rules = [rule for rule in OBJECTS["NetworkPolicy/bot"]["spec"]["ingress"] if {"port": "internal"} in rule["ports"]]
    assert len(rules) == 1 and rules[0]["from"]


def test_every_setting_is_one_of_ours() -> None:
    assert {name.lower() for name in OBJECTS["ConfigMap/settings"]["data"]} <= set(Settings.model_fields)


def test_the_settings_can_be_used() -> None:
    given = {name.lower(): value for name, value in OBJECTS["ConfigMap/settings"]["data"].items()}
    secret = {"telegram_webhook_secret": "a-word", "database_password": "p"}
    settings = Settings(_env_file=None, **given, **secret)
    cluster = OBJECTS["Cluster/database"]
    owner = cluster["spec"]["bootstrap"]["initdb"]
    host = f"{cluster['metadata']['name']}-rw"
    assert settings.database == f"postgresql+asyncpg://{owner['owner']}:p@{host}/{owner['database']}"


COMMANDS = [["migrate"], ["backup", "--out", "/backups/x"]]


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_are_commands_of_the_bot(command: list[str]) -> None:
    assert parser().parse_args(command).command == command[0]
