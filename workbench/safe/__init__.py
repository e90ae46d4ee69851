"""What comes from strangers and what must not be lost, each handled in one place.

Hostile text is made visible; files of a project are opened only if they really are its own; files
are replaced as a whole; TOML is read with the places of its keys; work is done in limited children;
too little memory and crashes are reported. Of claims and sources it knows only the names of files.
"""
