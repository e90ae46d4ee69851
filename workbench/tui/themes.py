"""Our two themes, light like paper and dark like a reading lamp, and the colours they name.

Colour only repeats what sign and word already say: conflicts warm, supports cool, mentions
quiet, one accent colour for the focus. Every text colour has a contrast of at least 4.5 with each
background it can stand on (WCAG 2.1, AA); a test computes it.
"""

from textual.theme import Theme

OWN = ("conflict", "support", "quiet", "focus", "rule", "chosen", "found")
"""The colours that our screens use in addition to Textual's own.

`chosen` is the background of what the cursor is on, `found` that of a found passage in its article.
"""


def _theme(
    name: str,
    *,
    dark: bool,
    text: str,
    ground: str,
    surface: str,
    panel: str,
    conflict: str,
    support: str,
    quiet: str,
    focus: str,
    rule: str,
    chosen: str,
    found: str,
    warning: str,
) -> Theme:
    return Theme(
        name=name,
        primary=focus,
        secondary=support,
        accent=focus,
        foreground=text,
        background=ground,
        surface=surface,
        panel=panel,
        warning=warning,
        error=conflict,
        success=support,
        dark=dark,
        text_alpha=1.0,
        variables={
            "conflict": conflict,
            "support": support,
            "quiet": quiet,
            "focus": focus,
            "rule": rule,
            "chosen": chosen,
            "found": found,
            "block-cursor-background": chosen,
            "block-cursor-foreground": text,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": surface,
            "block-cursor-blurred-foreground": text,
            "input-cursor-background": focus,
            "input-cursor-foreground": ground,
            "input-selection-background": chosen,
            "footer-background": surface,
            "footer-foreground": quiet,
            "footer-key-foreground": focus,
            "footer-description-foreground": quiet,
            "border": focus,
            "border-blurred": rule,
            "scrollbar": rule,
            "scrollbar-hover": quiet,
            "scrollbar-active": focus,
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "scrollbar-corner-color": ground,
        },
    )


PAPER = _theme(
    "paper",
    dark=False,
    text="#2a2620",
    ground="#fbf8f1",
    surface="#f3eee2",
    panel="#ece5d5",
    conflict="#9c2f17",
    support="#0d5c66",
    quiet="#665e51",
    focus="#7a4a08",
    rule="#d8cfbb",
    chosen="#efe6cf",
    found="#f6e7b8",
    warning="#7d4a00",
)

LAMP = _theme(
    "lamp",
    dark=True,
    text="#e9e0d1",
    ground="#1a1815",
    surface="#221f1b",
    panel="#2b2722",
    conflict="#f59a7f",
    support="#86cbd0",
    quiet="#afa493",
    focus="#e8b45e",
    rule="#453e35",
    chosen="#342d22",
    found="#3f341a",
    warning="#f0b35c",
)

THEMES = (LAMP, PAPER)

SIXTEEN = (
    _theme(
        "lamp",
        dark=True,
        text="#ffffff",
        ground="#000000",
        surface="#000000",
        panel="#0000aa",
        conflict="#ff55ff",
        support="#55ffff",
        quiet="#aaaaaa",
        focus="#ffff55",
        rule="#555555",
        chosen="#0000aa",
        found="#0000aa",
        warning="#ffff55",
    ),
    _theme(
        "paper",
        dark=False,
        text="#000000",
        ground="#ffffff",
        surface="#ffffff",
        panel="#ffffff",
        conflict="#aa0000",
        support="#0000aa",
        quiet="#555555",
        focus="#aa00aa",
        rule="#aaaaaa",
        chosen="#55ffff",
        found="#ffff55",
        warning="#aa0000",
    ),
)
"""The same two themes for a terminal of sixteen colours, using only those.

Rounded to the nearest of the sixteen, our own colours made conflicts and support the same grey, and
gave the cursor the background of the page.
"""


def colours_of(theme: Theme) -> dict[str, str]:
    """Our own colours for a theme that does not name them, taken from those every theme has."""
    text = theme.foreground or ("#e0e0e0" if theme.dark else "#1e1e1e")
    surface = theme.surface or theme.background or ("#1e1e1e" if theme.dark else "#f0f0f0")
    return {
        "conflict": theme.error or text,
        "support": theme.success or text,
        "quiet": text,
        "focus": theme.accent or theme.primary,
        "rule": theme.panel or surface,
        "chosen": theme.panel or surface,
        "found": theme.panel or surface,
    }
