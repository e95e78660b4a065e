"""Addresses that only its own house can follow: paths of files, hosts of an intranet."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

_PUBLIC = frozenset({"http", "https", "ftp", "ftps", "doi", "urn", "hdl"})
_INNER = (".local", ".localdomain", ".lan", ".internal", ".intranet", ".corp", ".home", ".private")
_LOCAL = re.compile(
    r"""file:/                                        # a file's url
    | \\\\[\w.$-]+\\                                  # \\server\share
    | (?<![A-Za-z])[A-Za-z]:[\\/](?!/)                # C:\ and C:/
    | (?<![\w/:.])~?/(?:home|Users|root|mnt|media|Volumes|tmp|var|srv|private)/""",
    re.VERBOSE | re.IGNORECASE,
)


def is_local(url: str) -> bool:
    """Tell whether an address shows where something lies in its own house.

    Only what surely is public is not: a url of the web with a host of the open net, a DOI, a URN.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".").casefold()
    except ValueError:
        return True
    if parts.scheme not in _PUBLIC:
        return bool(parts.scheme) or not _is_host(url)
    return parts.scheme in {"http", "https", "ftp", "ftps"} and _is_inner(host)


def has_local_path(text: str) -> bool:
    """Tell whether a path of a machine or a file server stands in a text."""
    return _LOCAL.search(text) is not None


def _is_host(url: str) -> bool:
    """Tell whether an address without scheme begins with a host of the open net."""
    host = url.strip().split("/", 1)[0].casefold()
    return re.fullmatch(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}", host) is not None and not _is_inner(host)


def _is_inner(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_INNER)
