"""The desk on the screen: the only part of `workbench` that imports Textual.

app      opens a project and puts the first screen up
screens  a place each: what is shown there, and which key does what; they route
panes    a widget each: they draw what they are given and post what was asked of them
keeper   saves in order, off the event loop; it alone hears "saved"
marks    glyph and word for every state
"""
