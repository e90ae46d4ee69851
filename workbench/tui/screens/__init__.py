"""Places. A screen asks the workspace, hands values down to its panes and hears them back."""
