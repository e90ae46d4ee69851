"""The keys that matter here, as many as there is room for; the last, help, always."""

from textual import events
from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey


class KeyLine(Footer):
    """Textual's footer, which lets what does not fit run off the edge, without that."""

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)

    def compose(self) -> ComposeResult:
        keys = list(super().compose())
        room = self.app.size.width
        while len(keys) > 2 and sum(_cells(key) for key in keys) > room:
            del keys[-2]
        yield from keys

    async def on_resize(self, event: events.Resize) -> None:
        await self.recompose()


def _cells(key: object) -> int:
    if not isinstance(key, FooterKey):
        return 0
    # One cell between key and word, one behind.
    return len(key.key_display) + len(key.description) + 2
