"""Past forms that are also words of their own, so that WordNet lists them without their verb."""

# ruff: noqa: SIM905 - lists of words read best as words

PASTS = dict(
    pair.split()
    for pair in """broke break, broken break, built build, chosen choose, drawn draw, driven drive,
    fallen fall, fell fall, forgotten forget, found find, frozen freeze, given give, grown grow,
    heard hear, hidden hide, held hold, known know, laid lay, lit light, lost lose, made make,
    paid pay, rose rise, said say, saw see, shot shoot, sought seek, spoke speak, sworn swear,
    taken take, thought think, torn tear, understood understand, worn wear, written write""".split(
        ","
    )
)
"""Form to verb. Left out is what is as often something else, see DOUBTFUL."""
DOUBTFUL = dict(
    pair.split()
    for pair in "left leave, bit bite, wound wind, felt feel, lay lie, bore bear, fined fine".split(
        ","
    )
)
"""Form to verb, of forms that are as often no verb: only where a clause has no other verb."""
