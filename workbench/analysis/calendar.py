"""Names of months, of days of the week and of parts of the day, as tables."""

# ruff: noqa: SIM905 - lists of words read best as words

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAYS = {
    form: frozenset((number,)) for number, name in enumerate(_DAYS) for form in (name, name + "s")
}
"""Names of days of the week, each with its number; Monday is 0."""
WEEKDAYS |= {form: frozenset(range(5)) for form in ("weekday", "weekdays")}
WEEKDAYS |= {form: frozenset((5, 6)) for form in ("weekend", "weekends")}
EARLY = frozenset("early beginning start outset opening".split())
MIDDLE = frozenset("mid middle midway halfway".split())
LATE = frozenset("late end close closing latter".split())
"""Words for a part of a period: "early May", "the end of the 1990s"."""
