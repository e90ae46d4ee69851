"""Claims worded much like the one being written, and how they were rated."""

from textual.content import Content
from textual.geometry import Size
from textual.reactive import var
from textual.widget import Widget


class Alike(Widget):
    """A line for each similar claim, as many as there is room for; no lines if there are none."""

    DEFAULT_CSS = "Alike { height: auto; max-height: 6; padding: 0 1; }"

    claims: var[tuple[str, ...]] = var(())
    """One line each, safe to show, the most similar first."""

    def watch_claims(self) -> None:
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.claims)

    def render(self) -> Content:
        width = max(self.content_size.width, 10)
        return Content("\n").join(
            Content.assemble(("= ", "bold $focus"), claim).truncate(width, ellipsis=True)
            for claim in self.claims
        )
