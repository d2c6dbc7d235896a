"""docker-compose.yml and the Dockerfile hold together, with the settings the portal reads and with the files here."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from cilexportal.upkeep import production

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
PORTAL = ("web", "worker", "beat", "migrate")
# Read by libraries or by deploy/, not by settings.py.
BESIDE_SETTINGS = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "WEB_CONCURRENCY", "WEB_THREADS", "WORKER_PROCESSES"}
VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)(?:(:[-?])([^}]*))?\}")
# Only where cards are taken by Stripe; settings.py asks for both then.
OPTIONAL_SECRETS = {"STRIPE_WEBHOOK_SECRET"}
SECRETS = re.compile(r"PASSWORD$|SECRET(?!_KEY_FALLBACKS)|FIELD_KEYS|SEAL_")


@pytest.fixture
def settings_read(read_settings, good) -> dict[str, Any]:
    return read_settings(good)["env"].read


def strings(node: Any) -> list[str]:
    """Every text in a piece of the file."""
    if isinstance(node, dict):
        return [text for value in node.values() for text in strings(value)]
    if isinstance(node, list):
        return [text for value in node for text in strings(value)]
    return [node] if isinstance(node, str) else []


def example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_the_file_keeps_to_the_compose_specification():
    schema = json.loads((ROOT / "tests/project/vendor/compose-spec.json").read_text())
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    assert [error.message for error in validator(schema).iter_errors(COMPOSE)] == []
    assert list(validator(schema).iter_errors({"services": {"web": {"imagine": 1}}})), "the schema refuses nonsense"


def test_everything_promised_is_there():
    assert {*PORTAL, "postgres", "valkey", "mailpit", "clamav", "minio"} <= SERVICES.keys()


@pytest.mark.parametrize("service", PORTAL)
def test_every_name_given_to_the_portal_is_one_it_reads(service, settings_read):
    strange = SERVICES[service]["environment"].keys() - settings_read.keys() - BESIDE_SETTINGS
    assert strange == set()


@pytest.mark.parametrize("service", PORTAL)
def test_every_needed_setting_is_given(service, settings_read):
    needed = {name for name, setting in settings_read.items() if setting.needed}
    assert needed - SERVICES[service]["environment"].keys() == set()


def test_every_setting_can_be_given_through_compose(settings_read):
    given = {name for service in PORTAL for name in SERVICES[service]["environment"]}
    baked_in = {"PORTAL_BEAT_FILE", "PORTAL_NUDGES", "STATIC_ROOT"}
    assert settings_read.keys() - given - baked_in == set()


def test_the_portal_starts_with_what_compose_gives_it(read_settings):
    """Interpolates the file with the example and made-up secrets, then executes the settings under each service."""
    made_up = {name: value or "3f9d1c7a5be84620" * 4 for name, value in example().items()}
    made_up["FIELD_KEYS"] = "bWFkZSB1cCBmb3IgdGhlIHRlc3QsIDMyIGJ5dGVzISE="
    made_up["PORTAL_SEAL_KEY"], made_up["PORTAL_SEAL_CERTIFICATE"] = production.seal()
    optional = {"PORTAL_NAME", "PORTAL_ORGANISATION", "SECRET_KEY_FALLBACKS", "STORAGE_URL"}
    made_up |= {name: "" for name, value in example().items() if not value and not SECRETS.search(name)}
    assert optional <= {name for name, value in made_up.items() if not value}

    def fill(match: re.Match[str]) -> str:
        value = made_up.get(match[1], "")
        return value or (match[3] if match[2] == ":-" else "")

    for service in PORTAL:
        environment = {name: VARIABLE.sub(fill, value) for name, value in SERVICES[service]["environment"].items()}
        names = read_settings(environment)
        assert names["PRODUCTION"] is True
        assert names["DATABASES"]["default"]["NAME"] == "portal"
        assert names["STORAGES"]["default"]["OPTIONS"]["endpoint_url"] == "http://minio:9000"


def test_the_file_refuses_to_start_without_a_secret():
    """Each secret stands at least once as ${NAME:?...}, and never with a value of its own."""
    asked = [match for text in strings(COMPOSE) for match in VARIABLE.finditer(text)]
    secrets = {match[1] for match in asked if SECRETS.search(match[1])}
    refused = {match[1] for match in asked if match[2] == ":?" and match[3]}
    assert secrets
    assert secrets - refused == OPTIONAL_SECRETS
    assert [match[0] for match in asked if match[2] == ":-" and match[3] and SECRETS.search(match[1])] == []


def test_no_secret_is_written_into_the_file():
    for name, service in SERVICES.items():
        for variable, value in service.get("environment", {}).items():
            if SECRETS.search(variable) and value:
                assert value.startswith("${"), f"{name}: {variable}"


def test_the_example_names_every_variable_and_nothing_else():
    asked = {match[1] for text in strings(COMPOSE) for match in VARIABLE.finditer(text)}
    assert asked == example().keys()


def test_the_example_explains_every_variable_and_holds_no_secret():
    commented = False
    for line in (ROOT / ".env.example").read_text().splitlines():
        if not line:
            commented = False
        elif line.startswith("#"):
            commented = True
        else:
            name, value = line.split("=", 1)
            assert commented, f"{name} has no comment"
            assert not (SECRETS.search(name) and value), f"{name} has a value"


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_images_are_pinned(service):
    image = SERVICES[service]["image"]
    if service in PORTAL:
        assert SERVICES[service]["build"] == "."
        return
    tag = image.rpartition(":")[2]
    assert re.match(r"v?\d+\.\d+|RELEASE\.", tag), image


@pytest.mark.parametrize("service", PORTAL)
def test_the_portal_runs_without_powers(service):
    about = SERVICES[service]
    assert about["read_only"] is True
    assert about["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in about["security_opt"]


def test_only_the_proxy_is_reachable_and_by_default_from_this_machine():
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert ports.keys() == {"proxy", "mailpit"}
    assert all(port.startswith("${PORTAL_LISTEN:-127.0.0.1}:") for port in ports["proxy"])
    assert all(port.startswith("127.0.0.1:") for port in ports["mailpit"])
    assert COMPOSE["networks"]["data"]["internal"] is True
    for store in ("postgres", "valkey", "minio"):
        assert SERVICES[store]["networks"] == ["data"]


def test_waiting_is_for_services_that_say_when_they_are_ready():
    for name, service in SERVICES.items():
        for other, how in service.get("depends_on", {}).items():
            once = SERVICES[other].get("restart") == "no"
            expected = "service_completed_successfully" if once else "service_healthy"
            assert how["condition"] == expected, f"{name} waits for {other}"
            own_check = SERVICES[other].get("healthcheck", {}).get("test")
            assert once or own_check or other == "web", f"{other} has no health check"


def test_mounted_files_exist():
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert (ROOT / source).exists() if source.startswith("./") else source in COMPOSE["volumes"], volume


# --- Dockerfile ----------------------------------------------------------------------------------------------------

DOCKERFILE = (ROOT / "Dockerfile").read_text()
INSTRUCTIONS = [line.split(maxsplit=1) for line in DOCKERFILE.replace("\\\n", " ").splitlines() if line[:1].isupper()]


def copied() -> list[str]:
    arguments = [rest.split() for word, rest in INSTRUCTIONS if word == "COPY" and not rest.startswith("--from")]
    return [source for sources in arguments for source in sources[:-1]]


def test_copied_paths_exist_and_reach_the_builder():
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert copied()
    for source in copied():
        assert (ROOT / source).exists(), source
    assert set(copied()) == allowed


def test_every_app_and_every_folder_read_at_run_time_is_copied(read_settings, good):
    names = read_settings(good)
    ours = {app.split(".")[0] for app in names["INSTALLED_APPS"] if (ROOT / app.split(".")[0]).is_dir()}
    assert ours | {"templates", "static", "authz.toml"} <= set(copied())


def test_the_image_runs_as_nobody_and_from_locked_libraries():
    words = [word for word, _ in INSTRUCTIONS]
    users = [rest for word, rest in INSTRUCTIONS if word == "USER"]
    assert users == ["portal"]
    assert words.index("USER") < words.index("CMD")
    assert "--require-hashes" in DOCKERFILE
    assert "requirements/portal.txt" in copied()
    assert not any("demo.txt" in source or "tests.txt" in source for source in copied())
    stages = [rest.split()[0] for word, rest in INSTRUCTIONS if word == "FROM"]
    assert set(stages) == {"python:3.11-slim-bookworm"}


def test_the_image_holds_no_secret():
    assert re.search(r"SECRET_KEY=|FIELD_KEYS=|PASSWORD", DOCKERFILE) is None


def test_the_image_has_what_letters_need():
    from cilexportal.launcher.packages import PDF

    assert all(package in DOCKERFILE for package in PDF.packages)


@pytest.mark.parametrize("service", PORTAL)
def test_commands_are_known_to_the_entrypoint(service):
    script = (ROOT / "deploy/entrypoint.sh").read_text()
    (command,) = SERVICES[service]["command"]
    assert re.search(rf"^  {command}\)$", script, re.MULTILINE)


@pytest.mark.parametrize("script", sorted((ROOT / "deploy").glob("*.sh")), ids=lambda path: path.name)
def test_scripts_are_sound(script):
    assert os.access(script, os.X_OK)
    assert subprocess.run(["sh", "-n", str(script)]).returncode == 0


def test_gunicorn_takes_its_file():
    done = subprocess.run(
        ["python3", "-c", "import runpy; print(runpy.run_path('deploy/gunicorn.conf.py')['workers'])"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "WEB_CONCURRENCY": ""},
        capture_output=True,
        text=True,
    )
    assert done.stdout == "3\n", done.stderr
