"""Atom feeds (RFC 4287), written by the standard library, which escapes all text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"
ATOM_MEDIA_TYPE = "application/atom+xml; charset=utf-8"
AUTHOR = "Inspection History"
RIGHTS = "Contains public sector information licensed under the Open Government Licence v3.0."
# The ids are made of paths under this name. It must never change: a reader would show every entry again.
ID_ROOT = "https://inspection-history.invalid"
ET.register_namespace("", ATOM)


@dataclass(frozen=True)
class AtomEntry:
    """What a feed announces. `updated` is its day in UTC, and `published` the day if it is known to the day."""

    # The path that the id is made of. It stays the same for as long as the entry exists.
    path: str
    title: str
    summary: str
    updated: date
    published: date | None
    page: str
    data: str
    category: str


@dataclass(frozen=True)
class Feed:
    """A feed, its latest entry first. Without an entry it was updated on `since`."""

    path: str
    title: str
    subtitle: str
    page: str
    since: date
    entries: Sequence[AtomEntry]


def id_of(path: str) -> str:
    """The id of a feed or an entry: the same for the same path on every server."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, ID_ROOT + path)}"


def write(feed: Feed) -> bytes:
    """The feed as XML."""
    root = ET.Element(_name("feed"), {"xml:lang": "en-GB"})
    _texts(root, id=id_of(feed.path), title=feed.title, subtitle=feed.subtitle, rights=RIGHTS)
    _texts(root, updated=_moment(max((entry.updated for entry in feed.entries), default=feed.since)))
    _texts(ET.SubElement(root, _name("author")), name=AUTHOR)
    _link(root, "self", feed.path, "application/atom+xml")
    _link(root, "alternate", feed.page, "text/html")
    for entry in feed.entries:
        node = ET.SubElement(root, _name("entry"))
        _texts(node, id=id_of(entry.path), title=entry.title, updated=_moment(entry.updated), summary=entry.summary)
        if entry.published:
            _texts(node, published=_moment(entry.published))
        ET.SubElement(node, _name("category"), {"term": entry.category})
        _link(node, "alternate", entry.page, "text/html")
        _link(node, "alternate", entry.data, "application/json")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _name(tag: str) -> str:
    return f"{{{ATOM}}}{tag}"


def _texts(node: ET.Element, **texts: str) -> None:
    for tag, text in texts.items():
        ET.SubElement(node, _name(tag)).text = text


def _link(node: ET.Element, rel: str, href: str, media_type: str) -> None:
    ET.SubElement(node, _name("link"), {"rel": rel, "href": href, "type": media_type})


def _moment(day: date) -> str:
    """A day as the date and time that Atom asks for: its first moment."""
    return f"{day}T00:00:00Z"
