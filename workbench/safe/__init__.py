"""What comes from strangers and what must not be lost, each handled in one place.

Hostile text made visible, what is in a project opened only if it is the project's own, files
replaced whole, TOML read with its places, work in limited children, too little memory, crash logs.
It knows nothing of claims or sources but the names of a project's files.
"""
