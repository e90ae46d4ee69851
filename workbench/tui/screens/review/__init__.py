"""Review, put together from parts: what is known of the claims and of the evidence, as values; a
finder that owns the threads; a screen that hands the panes what they show.
"""

from workbench.tui.screens.review.screen import ReviewScreen

__all__ = ["ReviewScreen"]
