r"""Text from outside, written so that CommonMark renders exactly that text and nothing else.

Only what would act as markup is escaped: `9.766 kilograms`, `Uygur_x`, `[sic]` and `AT&T` stay as
they are. GitHub's additions (tables, strikethrough, bare links, alerts) count as markup; a mail
address becomes code, since GitHub links it even if it is escaped. Hidden characters are written as
`\u{202E}`; a `\u{` in the text itself becomes `\u{5C}u{`, so that `reveal` can be undone.

It knows nothing of reports: it turns one string into another.
"""

import re
from itertools import pairwise
from urllib.parse import quote

from workbench.safe.visible import named

_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
# CommonMark's ASCII punctuation: what a backslash can escape.

_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]{1,40};)")
_RULE = re.compile(r"[-=+|:*_~ \t]+")
# A line of only these can be a setext underline, a thematic break, a table's second line or an
# empty list item.
_URL_SAFE = "!#$%&'()*+,-./:;=?@[]_~"
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")
_BULLET = re.compile(r"(?:[-+*]|#{1,6})(?=[ \t]|$)")
_BLANKS = re.compile(r"[ \t\r\n]+")
_MAIL = re.compile(
    r"(?:(xmpp:)|(?<![a-z0-9.+_-]))[a-z0-9.+_-]++@(?(1)[a-z0-9_.@/-]|[a-z0-9_.@-])++", re.I | re.A
)
# What GitHub looks for around an @, up to its last letter or digit; it makes a link of it where
# there is a dot as well.
_HARD_BREAK = "\\\n"


def reveal(text: str) -> str:
    r"""The text with every hidden character written as `\u{HEX}`.

    Line breaks and tabs stay. `conceal` gives the original back.
    """
    text = text.replace("\\u{", "\\u{5C}u{")
    return "\r\n".join(map(named, text.split("\r\n")))


def conceal(text: str) -> str:
    """The text that `reveal` was given."""
    return re.sub(r"\\u\{([0-9A-F]{1,6})\}", lambda found: chr(int(found[1], 16)), text)


def line(text: str) -> str:
    """The text within a line of Markdown, never at its start; line breaks become spaces."""
    return _inline(reveal(_BLANKS.sub(" ", text).strip(" ")))


def heading(level: int, text: str) -> str:
    """The text as a heading of that level, 1 to 6."""
    text = _bare(line(text))
    if text.endswith("#"):
        text = text[:-1] + "\\#"
    return f"{'#' * level} {text}"


def cell(text: str) -> str:
    """The text for a cell of a table."""
    return _bare(line(text)).replace("|", "\\|")


def block(text: str, *, prefix: str = "") -> str:
    """The text as its own paragraph, every line after `prefix` (such as `> `).

    A line break within it is a soft one, which is shown as a blank; next to an empty line, where
    a paragraph of the text ends, it is a hard one. An empty text gives an empty paragraph.
    """
    lines = reveal(text).split("\n")
    last = len(lines) - 1
    while last and not lines[last]:
        last -= 1
    # A break after the last words would be dropped, so it is written as a character.
    tail = "&#10;" * (len(lines) - 1 - last)
    written = [_line_start(_edges(_bare(_inline(each)), each)) for each in lines[: last + 1]]
    joined = written[0]
    for before, after in pairwise(written):
        joined += ("\n" if before and after else _HARD_BREAK) + after
    return prefix + joined.replace("\n", "\n" + prefix) + tail


def code(text: str) -> str:
    """The text as a code span; line breaks become spaces."""
    text = reveal(text.replace("\n", " ").replace("\t", " "))
    runs = {len(run) for run in re.findall(r"`+", text)}
    fence = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
    if text.startswith(("`", " ")) or text.endswith(("`", " ")):
        text = f" {text} "
    return f"{fence}{text}{fence}"


def link(url: str) -> str:
    """A web address as a link if it is one (http, https), else as plain words.

    One with a name before an @ is not: `https://bank.example@else.where` leads elsewhere.
    """
    if not re.match(r"https?://[^\s/?#@]+(?:[/?#]|$)", url):
        return line(url)
    return f"<{quote(url, safe=_URL_SAFE, errors='replace')}>"


def _inline(text: str) -> str:
    """Escape what acts anywhere in a line."""
    if not any(char in "\\`*_[]<&~:.@" for char in text):
        return text
    out = []
    code = {
        found.start(): address
        for found in _MAIL.finditer(text)
        if "@" in (address := found[0].rstrip("_.@/-")) and "." in address
    }
    past = 0
    for at, char in enumerate(text):
        if known := code.get(at):
            out.append(f"`{known}`")
            past = at + len(known)
        if at < past:
            continue
        before, after = (text[at - 1] if at else ""), text[at + 1 : at + 2]
        if at and at == past:
            before = "`"
        if at + 1 in code:
            after = "`"
        out.append("\\" + char if _acts(text, at, before, char, after) else char)
    return "".join(out)


def _acts(text: str, at: int, before: str, char: str, after: str) -> bool:
    """Whether the character at `at` would be read as markup there."""
    match char:
        case "`":
            return True
        case "\\":
            return not after or after in _PUNCTUATION or after.isspace()
        case "*":
            return not (before.isspace() and after.isspace())
        case "_":
            return not (before.isalnum() and after.isalnum())
        case "]":
            # At the end too: what follows in the report must not turn [words] into a link.
            return after in "([:"
        case "[":
            return after in "!^" or text[at + 1 : at + 3] in (" ]", "x]", "X]")
        case "<":
            return not after or after in "/!?" or (after.isascii() and after.isalpha())
        case "&":
            return _ENTITY.match(text, at) is not None
        case "~":
            return bool(before) and not before.isspace()
        case ":":
            return text.startswith("//", at + 1)
        case ".":
            return text[max(0, at - 3) : at].lower() == "www"
    return False


def _bare(written: str) -> str:
    """Without the escape of a last bracket: for places where none of our own text follows it."""
    return f"{written[:-2]}]" if written.endswith("\\]") and written[-3:-2] != "\\" else written


def _edges(written: str, original: str) -> str:
    """Keep the white space at both ends of a line, which Markdown would drop."""
    if not original.strip():
        return "".join(f"&#{ord(char)};" for char in original)
    if original[0].isspace():
        written = f"&#{ord(written[0])};{written[1:]}"
    if original[-1].isspace():
        written = f"{written[:-1]}&#{ord(written[-1])};"
    return written


def _line_start(written: str) -> str:
    """Escape what acts only at the start of a line."""
    if not written:
        return written
    if found := _NUMBERED.match(written):
        return f"{found[1]}\\{written[found.start(2) :]}"
    if (
        written[0] == ">"
        or _BULLET.match(written)
        or _RULE.fullmatch(written)
        or written.startswith("~~~")
    ):
        return "\\" + written
    return written
