"""From the bytes of a file to the text of its pages, or the reason why it is refused."""

import pypdfium2

from app.importing.workers import Refused

MAX_BYTES = 50_000_000
MAX_PAGES = 500
MAX_CHARACTERS = 20_000_000
# A scanned report has a few stray characters at most; the shortest real report has thousands.
MIN_CHARACTERS = 200


def read_pages(data: bytes) -> list[str]:
    """The text of each page, with `\n` at the ends of lines.

    Raises Refused for what is no PDF, is encrypted, is damaged, is too long, or has no text. Call it in a worker.
    """
    if len(data) > MAX_BYTES:
        raise Refused(f"larger than {MAX_BYTES // 1_000_000} MB")
    if b"%PDF-" not in data[:1024]:
        start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        raise Refused("a web page, not a PDF" if start.startswith((b"<!doctype html", b"<html")) else "not a PDF")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused("encrypted" if "password" in str(error).lower() else "damaged: not readable as a PDF") from error
    try:
        if len(document) > MAX_PAGES:
            raise Refused(f"more than {MAX_PAGES} pages")
        pages: list[str] = []
        characters = 0
        for number in range(len(document)):
            pages.append(_page(document, number))
            characters += len(pages[-1])
            if characters > MAX_CHARACTERS:
                raise Refused(f"more than {MAX_CHARACTERS} characters of text")
    finally:
        document.close()
    if characters < MIN_CHARACTERS:
        raise Refused("has no text: scanned or empty")
    return pages


def _page(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        page = document[number]
        words = page.get_textpage()
        text: str = words.get_text_range()
        words.close()
        page.close()
    except pypdfium2.PdfiumError as error:
        raise Refused(f"damaged: page {number + 1} is not readable") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
