"""Links that Telegram accepts: under a text, behind a button, and to the bot itself."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import parse_qs, urlsplit

_WITH_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+", re.UNICODE)
_START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def checked_link(url: str) -> str:
    """Give the link in full, or an empty string where Telegram does not take it for one.

    ``tel:``, ``mailto:``, ``localhost`` and hosts without a dot are not links to Telegram.
    """
    url = url.strip()
    scheme = _WITH_SCHEME.match(url)
    if scheme is None:
        return "" if ":" in url.partition("/")[0] else _web_link(f"http://{url}")
    match scheme.group(1).lower():
        case "tg" | "ton":
            return url
        case "http" | "https":
            return _web_link(url)
        case _:
            return ""


def is_webhook(url: str) -> bool:
    """Tell whether updates may be sent there: HTTPS, or plain HTTP on this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    is_here = "." not in host or host.endswith(".test") or _is_private(host)
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and is_here))


def start_payload(url: str, username: str) -> str | None:
    """Read the payload of a deep link to the bot; None where the link leads elsewhere."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    if parts.scheme == "tg" and query.get("domain") == [username]:
        return query.get("start", [""])[0]
    is_ours = parts.netloc in {"t.me", "telegram.me"} and parts.path.strip("/") == username
    return query.get("start", [""])[0] if is_ours else None


def is_start_payload(payload: str) -> bool:
    """Tell whether Telegram would carry *payload* in a deep link."""
    return _START_PAYLOAD.fullmatch(payload) is not None


def _web_link(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if any(mark.isspace() for mark in url) or not _HOST.fullmatch(host):
        return ""
    return parts._replace(scheme=parts.scheme.lower(), path=parts.path or "/").geturl()


def _is_private(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False
