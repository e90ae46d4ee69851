"""The desk on the screen: the only part of `workbench` that imports Textual.

app      opens a project and puts the first screen up
screens  one for each place: what it shows and which key does what; they pass messages on
panes    one for each widget: they draw what they are given and report what the user asked for
keeper   saves in order, off the event loop; the only place that may report "saved"
marks    the sign and the word for every state
"""
