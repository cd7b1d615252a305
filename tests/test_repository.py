"""Truths about the repository itself."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import handlers
from bot import reference
from bot.settings import ROOT

LINES = 250
HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "deb.debian" + ".org")
OURS = ("bot", "handlers", "interviews", "models", "pages", "simulator")


def tracked() -> list[Path]:
    """Every file that is, or is about to be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:  # not a checkout: an unpacked release
        return [path for folder in OURS for path in (ROOT / folder).rglob("*") if path.is_file()]
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def sources() -> list[Path]:
    """Our Python files."""
    return [p for p in tracked() if p.suffix == ".py" and "migrations" not in p.parts]


def test_the_command_reference_is_made_from_the_registrations() -> None:
    assert (ROOT / "docs" / "commands.md").read_text() == reference.commands(handlers.router)


def test_the_states_are_drawn_from_the_table() -> None:
    assert (ROOT / "docs" / "states.md").read_text() == reference.states()


def test_files_stay_small() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in sources()
        if path.relative_to(ROOT).parts[0] in OURS
        and (count := len(path.read_text().splitlines())) > LINES
    }
    assert long == {}


def test_no_registry_host_is_named() -> None:
    named = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if any(host in path.read_text(errors="ignore") for host in HOSTS)
    ]
    assert named == []


def test_every_pin_has_a_hash_and_no_file_an_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-learn.txt"):
        text = (ROOT / name).read_text()
        pins = re.findall(r"^\S+==\S+.*\\$", text, re.MULTILINE)
        assert len(pins) == text.count("==") - len(re.findall(r"; .*==", text))
        assert "--index-url" not in text
        assert "://" not in text


def test_every_dependency_has_its_reason_in_the_architecture() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[\[<>=;]", one)[0] for one in wanted}
    written = (ROOT / "docs" / "architecture.md").read_text()
    assert {name for name in names if f"| {name} |" not in written} == set()


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sources()
        if path.read_text() and not path.read_text().lstrip().startswith('"""')
    ]
    assert silent == []


@pytest.mark.parametrize("word", ["make run", "make test", "python -m bot doctor"])
def test_the_readme_shows_the_commands(word: str) -> None:
    assert word in (ROOT / "README.md").read_text()
