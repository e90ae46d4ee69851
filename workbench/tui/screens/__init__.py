"""Places. A screen asks the workspace, gives values to its panes and handles their messages."""
