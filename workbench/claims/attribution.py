"""Who says a sentence, and the sentence without those words, as the wording of a claim.

It is careful: whatever is not plainly "..., she said" stays in the sentence for a person to edit.
"""

import re

_SAID = r"(?:said|says|added|noted|stressed|stated|concluded|claimed)"
_BEHIND = re.compile(
    rf",[\"”]?\s(?:(?P<who>[^,;\"“”]{{1,80}}(?:, [^,;\"“”]{{1,80}},)?)\s{_SAID}"
    rf"(?:\s(?:at|on|in|during)\s[^,;\"“”]{{1,80}})?"
    rf"|{_SAID}\s(?P<whom>(?:[A-Z]|the |an? )[^;\"“”]{{1,120}}?))[.]?\Z"
)
_AHEAD = re.compile(r"\AAccording to (?P<who>[^,;]{1,80}), (?=\w)")
_PRONOUNS = frozenset(["it", "he", "she", "they", "i", "we"])


def bare(text: str) -> tuple[str, str | None]:
    """A sentence without the words that name the speaker, and the speaker.

    Only "..., Tsang said." at the end and "According to the ministry, ..." at the start are
    removed. A name is returned as written; None for a pronoun or no speaker.
    """
    text = " ".join(text.split())
    who = None
    if (found := _BEHIND.search(text)) is not None and found.start() >= 15:
        text, who = text[: found.start()], (found["who"] or found["whom"]).rstrip(",")
    elif (found := _AHEAD.match(text)) is not None:
        text, who = text[found.end() :], found["who"]
        text = text[:1].upper() + text[1:]
    text = text.strip()
    for opening, closing in (('"', '"'), ("“", "”")):
        # A quotation that begins or ends in another sentence, or that is the whole claim.
        if text.count(opening) + (text.count(closing) if opening != closing else 0) == 1:
            text = text.replace(opening, "").replace(closing, "")
        elif text.startswith(opening) and text.endswith(closing) and opening not in text[1:-1]:
            text = text[1:-1]
    text = text.strip().rstrip(".")
    return text, None if who is None or who.lower() in _PRONOUNS else who.strip()
