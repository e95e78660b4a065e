from __future__ import annotations

import pytest

from briefing.domain.addresses import has_local_path, is_local


@pytest.mark.parametrize(
    "url",
    [
        "file:///home/anna/a.txt",
        "\\\\fileserver\\anna$\\letter.docx",
        "//fileserver/anna/letter.docx",
        "C:\\Users\\anna\\a.txt",
        "c:/Users/anna/a.txt",
        "/home/anna/private/post.txt",
        "~/post.txt",
        "smb://fileserver/share",
        "http://intranet/page",
        "https://wiki.corp/page",
        "http://10.1.2.3/x",
        "http://[fe80::1]/x",
        "http://localhost:8080/x",
        "http://[bad/x",
        "Letters/2027/a.docx",
    ],
)
def test_what_only_the_house_can_follow_is_local(url):
    assert is_local(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://harbour-ledger.example/exercise/coalition",
        "HTTP://www.gov.uk/x",
        "www.gov.uk/x",
        "https://9.9.9.9/x",
        "doi:10.1000/182",
        "urn:isbn:0451450523",
        "ftp://ftp.un.org/a",
    ],
)
def test_what_everybody_can_follow_is_not(url):
    assert not is_local(url)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("See \\\\srv01\\anna$\\x.docx for more", True),
        ("Kept in C:\\Users\\anna.", True),
        ("file:///tmp/x", True),
        ("in /home/anna/x", True),
        ("https://un.org/home/news", False),
        ("either/or, 3:4, and a\\b", False),
        ("Option C: /no", False),
    ],
)
def test_a_path_is_found_in_prose(text, is_found):
    assert has_local_path(text) is is_found
