"""Review is made of parts: values that hold what is known of the claims and of the evidence; a
finder that owns the threads; a screen that gives the panes what they show.
"""

from workbench.tui.screens.review.screen import ReviewScreen

__all__ = ["ReviewScreen"]
