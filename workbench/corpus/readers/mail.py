"""Messages, and saved pages in the form of a message: .eml and .mhtml, by the standard library."""

import email
import email.policy
import email.utils
from codecs import BOM_UTF8
from email.message import EmailMessage, MIMEPart

from msgspec.structs import replace

from workbench.corpus.readers.document import Contents, Growing, Unreadable, reading
from workbench.corpus.readers.html import scanned
from workbench.corpus.readers.webpage import page

_SHOWN = ("From", "To", "Date", "Subject")
ATTACHMENTS = 10


def message(data: bytes) -> Contents:
    """A mail: who wrote what to whom, then its words.

    Raises:
        Unreadable: it is no mail, or has no words.
    """
    with reading("a mail"):
        found = _parsed(data)
        grown = Growing()
        head = [f"{name}: {_header(found, name)}" for name in _SHOWN if _header(found, name)]
        grown.add("\n".join(head))
        body = found.get_body(("plain", "html"))
        if not head and body is None:
            raise Unreadable("no mail: no sender, no subject, no words")
        if body is not None:
            words = _content(body)
            html = body.get_content_subtype() == "html"
            grown.add(scanned(words).text if html else words.replace("\r\n", "\n"))
        names = [part.get_filename() or "without a name" for part in found.iter_attachments()]
        notes = [f"attachments, not read: {', '.join(names[:ATTACHMENTS])}"] if names else []
        return Contents(
            text=grown.text(),
            title=_header(found, "Subject"),
            author=_header(found, "From"),
            date=_day(_header(found, "Date")),
            notes=tuple(" ".join(note.split()) for note in notes),
        )


def saved_page(data: bytes) -> Contents:
    """A page that a browser saved with everything on it (.mhtml).

    Raises:
        Unreadable: there is no page in it.
    """
    with reading("a saved page (.mhtml)"):
        found = _parsed(data)
        part = next((each for each in found.walk() if each.get_content_type() == "text/html"), None)
        if part is None:
            raise Unreadable("no page in it")
        assert isinstance(part, EmailMessage)
        contents = page(BOM_UTF8 + _content(part).encode("utf-8", "replace"))
        url = _header(found, "Snapshot-Content-Location") or _header(part, "Content-Location")
        known = url.startswith(("http://", "https://"))
        return replace(contents, url=url if known else contents.url)


def _parsed(data: bytes) -> EmailMessage:
    found = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def _header(found: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(found.get(name, "")).split())
    except Exception:  # a header that the library cannot parse counts as missing
        return ""


def _content(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    for codec in (charset, "utf-8", "cp1252"):
        if codec.replace("-", "").replace("_", "").isalnum():
            try:
                return data.decode(codec)
            except (UnicodeDecodeError, LookupError):
                continue
    return data.decode("utf-8", "replace")


def _day(date: str) -> str | None:
    try:
        return email.utils.parsedate_to_datetime(date).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
