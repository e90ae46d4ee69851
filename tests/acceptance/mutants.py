"""Files made wrong in many ways, and what reads them: `mutants.py claims JSON`.

Mutations flip, cut, double, move and mix the bytes of good files, and put in what is known to
hurt a parser. As a program it reads mutated claims files under a limit of memory, so that what
is measured is theirs, and prints one line of JSON with what it counted.
"""

import json
import random
import re
import resource
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

TOML = [
    b"[" * 600, b"{a=" * 600, b"a." * 5_000 + b"a = 1\n", b"9" * 5_000, b"0x" + b"f" * 100_000,
    b"x = [" + b"[" * 40, b'"""', b"'''", b'"', b"'", b"\n[[claims]]\n", b"\n[claims]\n",
    b"[project]\n", b"[scales.x]\nratings = [", b"id = 'x'\n", b"id = \"only-country\"\n",
    b"text = 3\n", b"tags = {}\n", b"date = 1979-05-27\n", b"date = 24:61:00\n", b"= \n", b"=",
    b"inf", b"nan", b"-0", b"true", b"\\u001b", b"\\uD800", b"\\U00110000", b"\\e", b"\0", b"\r",
    b"\x1b]52;c;x\x07", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", "\u202e".encode(),
    "\u2028".encode(), b"#", b"\\", b"a" * 9_000, "é".encode() * 3_000, b"]", b"}", b",", b".",
]  # fmt: skip
PAGES = [
    b"<!--", b"-->", b"<" * 5_000, b"<a " * 3_000, b"<div>" * 5_000, b"</div>" * 5_000, b"<a b='",
    b'<a b="', b"<script>", b"</script", b"<style", b"<title>", b"<![CDATA[", b"]]>", b"<?xml",
    b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", b"&a;", b"&#0;", b"&#x110000;",
    b"&#55296;", b"&#" + b"9" * 6_000 + b";", b"&" * 5_000, b"&amp" * 2_000, b"<pre>", b"</pre>",
    b"<meta charset=zlib>", b"<meta charset=utf-7>", b"<meta charset=gbk>",
    b"<meta " + b"a" * 9_000,
    b"<svg onload=x>", b"<iframe src=http://127.0.0.1:9/>", b"\0", b"\x1b[2J", b"\xff\xfe", b"<p>",
    b"<br>" * 2_000, b"<td>", b"<plaintext>", b"<textarea>", b"<noscript>", b"=", b">", b"'", b'"',
]  # fmt: skip
TEXTS = [
    b"\0", b"\r", b"\r\n", b"\n" * 3_000, b" " * 5_000, b"." * 3_000, b"! " * 3_000, b'."' * 2_000,
    b"a.B" * 2_000, b"\xff", b"\xed\xa0\x80", b"\xf0\x9f", b"\xef\xbb\xbf", b"\x1b[31m",
    "\u202e".encode(), "\u2028".encode(), "e\u0301".encode() * 500, "\u0301".encode() * 3_000,
    "漢字。".encode() * 500, "👩‍👩‍👧".encode() * 200, b"By A" * 500, b"Dr. " * 500, b"1,000." * 500,
]  # fmt: skip
LINES = [
    *TEXTS, b"{", b"}", b'"', b"\\", b"\\ud800", b"\\u0000", b"\n{}\n", b"[" * 5_000,
    b'{"a":' * 2_000,
    b'{"id":"x","text":"y"}', b'"id":', b'"id":1,', b'"id":"x",', b'"text":null,', b"1e999", b"NaN",
    b"9" * 5_000, b'"title":' + b'"' + b"t" * 9_000 + b'",', b'"date":"soon",', b"\n",
]  # fmt: skip


def mutated(seeds: Sequence[bytes], tokens: Sequence[bytes], chance: random.Random) -> bytes:
    """One of the seeds with one to five things done to it."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 1, 2, 3, 5))):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + int(chance.expovariate(1 / 40)))
        match chance.randrange(8):
            case 0 if data:
                data[at - 1] ^= 1 << chance.randrange(8)
            case 1:
                del data[at:end]
            case 2:
                data[at:at] = data[at:end] * chance.choice((1, 2, 50))
            case 3:
                piece = data[at:end]
                del data[at:end]
                to = chance.randrange(len(data) + 1)
                data[to:to] = piece
            case 4:
                other = chance.choice(seeds)
                start = chance.randrange(len(other) + 1)
                data[at:] = other[start:]
            case 5:
                data[at:at] = chance.randbytes(chance.randint(1, 8))
            case 6 if chance.random() < 0.2:
                del data[at:]
            case _:
                data[at:at] = chance.choice(tokens)
    return bytes(data[:200_000])


PLACED = re.compile(r"claims\.toml:[1-9][0-9]*:[1-9][0-9]*: \S")


class Slow(Exception):
    """A file took longer than two seconds of work."""


def claims(folder: str, *, seed: int, times: int) -> dict[str, object]:
    """Read mutated claims files and count what came of them."""
    from workbench.claims import read_claims
    from workbench.errors import InputError
    from workbench.scales import project_scale, read_scales
    from workbench.visible import line

    def stop(number: int, frame: FrameType | None) -> None:
        raise Slow

    signal.signal(signal.SIGVTALRM, stop)
    chance = random.Random(seed)
    good = Path(__file__).parents[2].joinpath("claims.toml").read_bytes()
    seeds = [good, good[:1_500], SCALES, SMALL]
    path = Path(folder) / "claims.toml"
    tally: Counter[str] = Counter(loaded=0, refused=0)
    bad: list[str] = []
    for n in range(times):
        data = mutated(seeds, TOML, chance)
        path.write_bytes(data)
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, 2.0)
            file = read_claims(path)
            read_scales(file.scales, places=file.places)
            project_scale(file)
            tally["loaded"] += 1
        except InputError as error:
            told = str(error)
            tally["refused"] += 1
            if not PLACED.match(told) or line(told) != told or len(told) > 1_000:
                bad.append(f"{n}: {told!r}")
        except BaseException as error:
            bad.append(f"{n}: {type(error).__name__} {error!s:.200}")
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {**tally, "bad": bad[:20], "megabytes": most}


SMALL = b'[[claims]]\nid = "a"\ntext = "It is so."\n'
SCALES = (
    b'\xef\xbb\xbf[project]\ntitle = "T"\nscale = "two"\nreviewer = "R"\n'
    b'[project.rules]\nexport = true\n[scales.two]\ntitle = "Two"\nratings = ["Yes", '
    b'{ name = "No", glyph = "n", meaning = "not so" }]\n'
    b'[[claims]]\nid = "a"\ntext = """It is\nso."""\ntags = ["x", "y"]\ndate = 2020-01-01\n'
    b"[[claims]]\r\nid = 'b'\r\ntext = 'No.'\r\nclaimant = \"N\" # who\ncontext = '''c'''\n"
)

if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](**json.loads(sys.argv[2]))))
