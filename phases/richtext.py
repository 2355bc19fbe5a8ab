"""Reads the clean HTML of a rich-text field: as pieces, as plain text, and as blocks for a document."""

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

# Where these end or stand, a word ends as well.
BREAKS = {"p", "li", "br", "ul", "ol"}


@dataclass(frozen=True)
class Piece:
    """A tag as it stands (`tag` is its name), or the unescaped text between two tags (`tag` is empty)."""

    text: str
    tag: str = ""
    closes: bool = False
    href: str = ""


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append(Piece(self.get_starttag_text() or "", tag, href=dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(Piece(f"</{tag}>", tag, closes=True))

    def handle_data(self, data: str) -> None:
        self.pieces.append(Piece(data))


def pieces(html: str) -> list[Piece]:
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.pieces


def plain(html: str) -> str:
    """The words alone, with a space where a paragraph, line or item ends."""
    parts = (piece.text if not piece.tag else " " if piece.tag in BREAKS else "" for piece in pieces(html))
    return " ".join("".join(parts).split())


def links(html: str) -> list[str]:
    """Where the links in this text lead."""
    return [piece.href for piece in pieces(html) if piece.href]


def blocks(html: str) -> list[dict[str, Any]]:
    """Paragraphs and lists: `{"kind": "p" | "ul" | "ol", "items": [[run, ...], ...]}`; a paragraph has one item.

    A run is `{"text", "bold", "italic", "href"}`; `href` is empty where it is no link.
    """
    found: list[dict[str, Any]] = []
    within = {"li": 0, "strong": 0, "em": 0}
    href = ""
    for piece in pieces(html):
        if piece.tag in within:
            within[piece.tag] += -1 if piece.closes else 1
        if piece.tag == "a":
            href = piece.href
        if piece.tag in ("ul", "ol") and not piece.closes:
            found.append({"kind": piece.tag, "items": []})
        elif piece.tag == "li" and not piece.closes:
            found[-1]["items"].append([])
        elif piece.tag == "p" and not piece.closes and not within["li"]:
            found.append({"kind": "p", "items": [[]]})
        elif (not piece.tag and piece.text.strip()) or piece.tag == "br":
            text = piece.text if not piece.tag else "\n"
            run = {"text": text, "bold": bool(within["strong"]), "italic": bool(within["em"]), "href": href}
            found[-1]["items"][-1].append(run)
    return [block for block in found if any(block["items"])]
