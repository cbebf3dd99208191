"""A saved web page as lines: text that begins with its address, or HTML as a browser saved it."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.importing.workers import Refused

MAX_BYTES = 5_000_000
SUFFIXES = (".txt", ".html", ".htm")
# A link that names the number of an agenda item becomes a line of its own, by which pages of one site are joined.
ITEM_ID = "\x1fitem "
_ADDRESS = re.compile(r"^# address: (\S+)$")
_SAVED_FROM = re.compile(r"<!-- saved from url=\([0-9]+\)(\S+) -->")
_ITEM_LINK = re.compile(r"(?:mgAi\.aspx\?ID|AIId)=([0-9]+)", re.IGNORECASE)
_LEFT_OUT = frozenset(("script", "style", "nav", "header", "footer", "noscript", "button", "select", "head"))
_INLINE = frozenset(("a", "abbr", "b", "em", "font", "i", "label", "small", "span", "strong", "sub", "sup", "u"))


@dataclass(frozen=True)
class SavedPage:
    """A page: the name of its file, its digest, its address if known, and its lines. Blank lines part paragraphs."""

    name: str
    sha256: str
    address: str | None
    lines: tuple[str, ...]

    @property
    def host(self) -> str:
        """The host of the address, in small letters; empty if the address is not known."""
        return (urlsplit(self.address).hostname or "") if self.address else ""

    @property
    def form(self) -> str:
        """The last part of the path without its suffix, in small letters: `mgai`, `ielistdocuments`."""
        path = urlsplit(self.address).path if self.address else ""
        return path.rsplit("/", 1)[-1].partition(".")[0].lower()

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of the address; the same one is `CId` on one page and `CommitteeId` on another."""
        same = {"committeeid": "cid", "meetingid": "mid"}
        query = urlsplit(self.address).query if self.address else ""
        return {same.get(name.lower(), name.lower()): value for name, value in parse_qsl(query)}


def read_saved_page(path: Path, name: str) -> SavedPage:
    """The page in a file. Raises Refused for what is no page."""
    if path.stat().st_size > MAX_BYTES:
        raise Refused(f"larger than {MAX_BYTES // 1_000_000} MB")
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("not UTF-8; save the page again as UTF-8") from error
    digest = hashlib.sha256(data).hexdigest()
    if text.lstrip()[:1] == "<":
        try:
            return SavedPage(name, digest, *_of_html(text))
        except RecursionError as error:
            raise Refused("elements nested too deeply for a page of text") from error
    lines = text.splitlines()
    head = [line for line in lines if line.startswith("# ")]
    address = next((found[1] for line in head if (found := _ADDRESS.match(line))), None)
    return SavedPage(name, digest, address, tuple(one_line(line) for line in lines if line not in head))


def _of_html(text: str) -> tuple[str | None, tuple[str, ...]]:
    tree = LexborHTMLParser(text)
    saved_from, canonical = _SAVED_FROM.search(text), tree.css_first("link[rel=canonical]")
    address = saved_from[1] if saved_from else canonical.attributes.get("href") if canonical else None
    root = tree.css_first("#modgov") or tree.css_first("main") or tree.body
    pieces: list[str] = []
    if root is not None:
        _collect(root, pieces)
    lines = [one_line(line) for line in "".join(pieces).split("\n")]
    # Elements within elements end the same line several times.
    return address, tuple(line for before, line in zip(["", *lines], lines, strict=False) if line or before)


def _collect(node: LexborNode, pieces: list[str]) -> None:
    """The text below a node. Only its elements end lines; the line ends of the file are white space."""
    child = node.child
    while child is not None:
        tag = child.tag or ""
        if tag == "-text":
            pieces.append(re.sub(r"\s+", " ", child.text_content or ""))
        elif tag == "br":
            pieces.append("\n")
        elif tag not in _LEFT_OUT and not tag.startswith(("-", "_", "!")):
            found = _ITEM_LINK.search(child.attributes.get("href") or "") if tag == "a" else None
            around = "" if tag in _INLINE else "\n\n"
            pieces.append(around)
            _collect(child, pieces)
            pieces.append(f"\n{ITEM_ID}{found[1]}\n" if found else around)
        child = child.next


def one_line(line: str) -> str:
    """A line with single spaces. A hard space is a space, and rows of tables that became text lose their bars."""
    line = " ".join(line.replace("\u00a0", " ").split(" "))
    return line.rstrip(" |\t\r") if line.startswith(ITEM_ID) else " ".join(line.split()).strip("| ")
