"""The locked lists of packages: complete, exact, and true on every machine."""

from __future__ import annotations

import re
import tomllib

import pytest
from environment import DEV, ROOT, RUNTIME
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = pytest.mark.parametrize("lock", [RUNTIME, DEV], ids=["runtime", "dev"])


def entries(lock):
    """The requirements of a lock, each with the number of its hashes."""
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        requirement = Requirement(line.split("--hash")[0].strip())
        found[canonicalize_name(requirement.name)] = (
            requirement,
            re.findall(r"--hash=sha256:[0-9a-f]{64}(?!\S)", line),
        )
    return found


def wanted(*groups):
    """What pyproject.toml asks for directly."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = list(project["project"]["dependencies"])
    for group in groups:
        lines += [line for line in project["dependency-groups"][group] if isinstance(line, str)]
    return [Requirement(line) for line in lines]


@LOCKS
def test_every_package_is_pinned_and_hashed(lock):
    for requirement, hashes in entries(lock).values():
        assert re.fullmatch(r"==[^*]+", str(requirement.specifier)), requirement
        assert hashes, requirement


@LOCKS
def test_no_address_of_an_index_is_written_down(lock):
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(#|-i |--(index|extra|find|trusted))", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("lock", "groups"),
    [(RUNTIME, ()), (DEV, ("test", "lint", "build", "lock"))],
    ids=["runtime", "dev"],
)
def test_what_the_project_asks_for_is_locked(lock, groups):
    locked = entries(lock)
    for requirement in wanted(*groups):
        pinned, _ = locked[canonicalize_name(requirement.name)]
        version = str(pinned.specifier).removeprefix("==")
        assert requirement.specifier.contains(version), requirement


def test_the_tools_run_with_the_versions_that_users_get():
    runtime, dev = entries(RUNTIME), entries(DEV)
    assert {name: str(dev[name][0]) for name in runtime} == {
        name: str(requirement) for name, (requirement, _) in runtime.items()
    }


def test_the_build_backend_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = entries(DEV)
    assert all(name in locked for name in project["build-system"]["requires"])
