"""Closed lists of English words that the judging rests on, each with its name.

No rules here: what is done with a list stands where it is used.
"""

# ruff: noqa: SIM905 - lists of words read best as words

FUNCTION = frozenset(
    """a an the this that these those there here it its itself he him his himself she her hers
    herself they them their theirs themselves we us our ours ourselves you your yours
    yourself i me my mine myself who whom whose which what when where why how and or but nor
    so yet if then than because while although though since until unless whether as of in on
    at by for with about against between into through during before after above below to
    from up down out off over under again further once am is are was were be been being have
    has had having do does did doing done will would shall should can could may might must
    ought not no also too very just even still already ever such own same other another each
    every both all any some few more most many much several only per via within without upon
    among amongst across along around toward towards onto despite however therefore thus
    hence meanwhile moreover etc vs versus said says say according called named known one
    ones get got gets well s t d ll re ve m el de la le""".split()
)
"""Words that carry grammar rather than matter: never counted as content."""

LIGHT = frozenset(
    """make made take took come came go went become became begin began start start use used
    include includ including remain put give gave get keep kept hold held work part group
    number people person time day year new total include currently now today approximately
    former later first second""".split()
)
"""Words of matter that say little by themselves: they weigh half."""

NEGATORS = frozenset(
    """not no never none nobody nothing neither nor nowhere without cannot non hardly scarcely
    seldom rarely barely""".split()
)
NEGATIVE_VERBS = frozenset(
    """deny denied denies denying refuse refused refuses refusing reject rejected rejects
    rejecting fail failed fails failing lack lacked lacks lacking prevent
    prevented prevents avoid avoided avoids refrain absent absence unable incapable exclude
    excluded unlikely ban banned stop stopped cease ceased false untrue incorrect wrong
    wrongly myth hoax fake debunked refuted disproved disproven contrary""".split()
)
"""Words that turn what they govern round."""
REFUSALS = frozenset(["decline", "declined", "declines", "declining"])
"""Such words only where "to" follows."""
PROOF = frozenset("""evidence proof sign indication truth basis support link suggestion""".split())
"""What there is none of, where a statement is said to have nothing behind it."""

DENIALS = frozenset(
    """false untrue incorrect inaccurate wrong baseless unfounded myth hoax fake rumour rumor
    misleading fabricated groundless debunk debunked debunks refute refuted refutes
    disproved disproven deny denied denies""".split()
)
"""Words that say of a statement that it does not hold."""

SPEECH = frozenset(
    """say says said saying tell tells told claim claims claimed state states stated add added adds
    announce announces announced declare declared declares insist insisted insists argue argued
    argues note noted notes stress stressed stresses warn warned warns praise praised praises
    criticize criticized criticise criticised deny denied denies admit admitted admits confirm
    confirmed confirms according suggest suggested suggests accuse accused accuses blame blamed
    blames believe believes believed think thinks thought""".split()
)
"""Words by which somebody is made to say something."""

HEDGES = frozenset(
    """alleged allegedly reportedly suspected suspects claims claimed purportedly supposedly
    possibly perhaps maybe might could may probably likely apparently rumoured rumored
    unconfirmed planned proposed expected""".split()
)

WISHES = frozenset(
    """should hope hopes hoped urge urges urged willing wants want wish wishes must""".split()
)
"""Words that say what somebody wants to be, not what is."""

EXCLUSIVES = frozenset("""only sole solely exclusively alone unique uniquely""".split())
UNIVERSALS = frozenset("""all every each always entirely entire whole everyone everybody""".split())
MAJORITIES = frozenset("""most majority mostly mainly primarily largely predominantly""".split())
PARTIALS = frozenset(
    """some several few many certain partly partially sometimes occasionally""".split()
)

FIRSTS = frozenset(["first", "firstly", "earliest"])
LASTS = frozenset(["last", "final", "latest"])
SUPERLATIVES = frozenset(
    """largest biggest smallest highest lowest oldest youngest longest shortest best worst
    greatest least fastest slowest richest poorest strongest weakest tallest deadliest
    busiest newest earliest latest leading top""".split()
)

UP = frozenset(
    """rise rises rose risen rising increase increases increased increasing grow grows grew
    grown growing growth gain gains gained climb climbs climbed climbing surge surged surges
    surging jump jumped jumps soar soared soars expand expanded expands expanding expansion
    raise raised raises raising improve improved improves improving improvement enhance
    enhanced enhances enhancing boost boosted boosts accelerate accelerated higher greater
    upward up upregulate upregulated elevated elevate promote promotes promoted promoting
    activate activates activated activation strengthen strengthened widen widened double
    doubled triple tripled worsen more""".split()
)
DOWN = frozenset(
    """fall falls fell fallen falling decrease decreases decreased decreasing decline declines
    declined declining drop drops dropped dropping shrink shrank shrunk shrinking reduce
    reduces reduced reducing reduction lower lowers lowered lowering lessen lessened cut
    cuts diminish diminished diminishes plunge plunged slump slumped sink sank plummet
    plummeted weaken weakened contract contracted halve halved less fewer downward down slow
    slowed impair impairs impaired inhibit inhibits inhibited inhibition suppress suppresses
    suppressed downregulate downregulated deplete depleted narrow narrowed ease eased""".split()
)

APPOSITIVE_TITLES = frozenset(
    """mr mrs ms dr sir president prime minister director secretary spokesman spokeswoman
    spokesperson official professor judge senator general king queen captain governor mayor
    chairman commissioner""".split()
)
