"""Two claims files: the shipped one, and one with comments at every place."""

from pathlib import Path

SHIPPED = (Path(__file__).parent.parent / "claims.toml").read_text(encoding="utf-8")
FILE = """\
# what we check
[project]
title = "Bridges"

[[claims]]   # the first
id = "a"     # short
text = 'It is 90 m long'   # as on the sign
tags = [
    "length",  # metres
]
context = '''
# no comment
[[claims]]
'''

# about money

[[claims]]
"id" = "b"
text = "It cost 9 million"
date = 2024-02-03
# it ends here
[scales.house]
ratings = ["Yes", "No"] # two
"""
