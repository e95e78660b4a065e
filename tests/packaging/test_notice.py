"""The notices name everything that Briefing is built from."""

from __future__ import annotations

import re
import tomllib

from environment import ROOT, RUNTIME

NOTICE = (ROOT / "NOTICE.md").read_text(encoding="utf-8")


def test_every_package_that_users_get_is_named_with_a_licence():
    locked = re.findall(r"^([a-z0-9-]+)==", RUNTIME.read_text(encoding="utf-8"), re.MULTILINE)
    rows = dict(re.findall(r"^\| ([\w.-]+) \| ([^|]+) \|", NOTICE, re.MULTILINE))
    named = {re.sub(r"[-_.]+", "-", name).lower(): licence for name, licence in rows.items()}
    assert locked
    assert all(named.get(name, "").strip() for name in locked), set(locked) - set(named)


def test_the_licence_is_the_one_that_the_package_declares():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    first, second = (ROOT / "LICENSE").read_text(encoding="utf-8").split("\n", 3)[1:3]
    assert (first.strip(), second.strip()) == ("Apache License", "Version 2.0, January 2004")
    assert project["license"] == "Apache-2.0"


def test_the_texts_that_data_licences_ask_for_are_included():
    assert "Copyright (c) 2013 Panayiotis Lipiridis" in NOTICE
    assert "Copyright (c) 2013-2016, Michael Bostock" in NOTICE
    assert "UNICODE LICENSE V3" in NOTICE
