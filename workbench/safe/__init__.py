"""What comes from strangers and what must not be lost, each handled in one place.

Hostile text made visible, plain files opened without following links, files replaced whole, work
in limited children, crash logs. It knows nothing of claims or sources.
"""
