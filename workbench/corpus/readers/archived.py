"""Copies of pages: the page's own address, the copy's address, without the archive's furniture.

It reads the marks that the Wayback Machine, SingleFile and browsers leave in a page.
"""

import re

_TOOLBAR = re.compile(
    r"<!-- BEGIN WAYBACK TOOLBAR INSERT -->.*?<!-- END WAYBACK TOOLBAR INSERT -->", re.DOTALL
)
_REWRITTEN = re.compile(
    r"(https?://web\.archive\.org)?/web/(\d{4,14})(?:[a-z]{2}_)?/(https?:/{1,2}[^\s\"'<>]{1,2000})"
)
_CANONICAL = re.compile(
    r"<(?:link|meta)\b[^>]{0,500}?(?:rel=[\"']?canonical|property=[\"']?og:url)[^>]{0,3000}>", re.I
)
_ARCHIVED = re.compile(r"FILE ARCHIVED ON [^\n<>]{1,60} AND RETRIEVED FROM THE")
_WOMBAT = re.compile(
    r"__wm\.(?:wombat|init)\(\s*[\"'](https?://[^\"']{1,2000})[\"']\s*,\s*[\"'](\d{4,14})[\"']"
)
_PAGE_URL = re.compile(
    r"<input[^>]{0,300}?id=[\"']wmtbURL[\"'][^>]{0,300}?value=[\"']([^\"']{1,2000})"
)
_SAVED = re.compile(
    r"<!--\s{0,20}(?:Page saved with SingleFile\s{1,20}url:\s{1,20}|saved from url=\(\d{4}\))"
    r"(https?://\S{1,2000})"
)
_SEEN = 200_000
# Characters at the beginning and at the end of the page that may have the marks.


def address(source: str) -> tuple[str, str | None, str | None]:
    """A page without an archive's toolbar, its address, and the address of the archived copy.

    None for what the page does not say; both are None for a page that is no copy.
    """
    edges = source if len(source) <= 2 * _SEEN else source[:_SEEN] + "\n" + source[-_SEEN:]
    saved = _SAVED.search(edges)
    if saved:
        inside = _REWRITTEN.match(saved[1])
        if inside is None:
            return source, saved[1], None
        return _without_toolbar(source), *_split(inside)
    if not _ARCHIVED.search(edges) and "BEGIN WAYBACK TOOLBAR" not in edges:
        return source, None, None
    for tag in _CANONICAL.finditer(edges):
        found = _REWRITTEN.search(tag[0])
        if found:
            return _without_toolbar(source), *_split(found)
    found = _WOMBAT.search(edges)
    if found:
        copy = f"https://web.archive.org/web/{found[2]}/{found[1]}"
        return _without_toolbar(source), found[1], copy
    original = _PAGE_URL.search(edges)
    return _without_toolbar(source), original[1] if original else None, None


def _split(found: re.Match[str]) -> tuple[str, str]:
    """The address of the page and that of its copy."""
    host, when, page = found.groups()
    page = re.sub(r"^(https?:)/+", r"\1//", page)
    return page, f"{host or 'https://web.archive.org'}/web/{when}/{page}"


def _without_toolbar(source: str) -> str:
    return _TOOLBAR.sub("", source)
