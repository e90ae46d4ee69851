"""The palette: every action that works here with its key, every claim, every theme."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import Any

from textual.command import (
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
)
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from workbench.safe.visible import line
from workbench.tui.keymap import key_name, rank
from workbench.tui.panes.field import shown
from workbench.tui.themes import THEMES
from workbench.tui.topmost import Topmost


@dataclass(frozen=True, slots=True)
class Offer:
    """Something the palette can do."""

    text: str
    run: IgnoreReturnCallbackType
    key: str = ""

    def shown(self) -> Content:
        """Its words with its key, never read as markup."""
        key = (f"  {self.key}", "bold $focus") if self.key else ("", "")
        return Content.assemble(line(self.text), key)


class Palette(Topmost[None], CommandPalette):
    """Textual's own palette with two changes. Its field shows pasted text safely. And it may be
    closed while a search runs: Textual 8.2.8 then looks for the list that is gone and crashes."""

    def on_mount(self) -> None:
        # As in `OneLine`, a class that the palette cannot be given for its field.
        setattr(self.query_one(CommandInput), "validate_value", shown)  # noqa: B010

    def _watch__list_visible(self) -> None:
        if self.query(CommandList):
            super()._watch__list_visible()


class Everything(Provider):
    """Actions first, then themes; claims once something is typed. Nothing is read as markup."""

    async def discover(self) -> Hits:
        with self._heard():
            for offer in chain(self._actions(), self._themes(own=True)):
                yield DiscoveryHit(offer.shown(), offer.run, text=offer.text)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        with self._heard():
            for offer in chain(self._actions(), self._themes(), self._claims()):
                score = matcher.match(offer.text)
                if score > 0:
                    yield Hit(score, offer.shown(), offer.run, text=offer.text)

    @contextmanager
    def _heard(self) -> Iterator[None]:
        """Pass on errors raised inside: Textual drops a provider's error and its offers."""
        hear: Callable[[BaseException], None] = getattr(self.app, "hear")  # noqa: B009
        try:
            yield
        except Exception as error:
            hear(error)

    def _actions(self) -> Iterator[Offer]:
        """Every action of the screen, of the pane in focus and of the app."""
        seen = {"app.palette"}
        ratings = getattr(self.screen, "ratings", ())
        offers: list[tuple[int, Offer]] = []
        for key, active in self.screen.active_bindings.items():
            binding = active.binding
            if not binding.id or not binding.tooltip or binding.id in seen or not active.enabled:
                continue
            seen.add(binding.id)
            text = binding.tooltip
            if binding.id.startswith("verdict.") and binding.id[8:].isdigit():
                place = int(binding.id[8:]) - 1
                if place >= len(ratings):
                    continue
                text = f"Rate the claim: {ratings[place]}"
            run: Any = partial(self.app.run_action, binding.action, active.node)
            offers.append((rank(binding.id), Offer(text, run, key_name(key))))
        yield from (offer for _, offer in sorted(offers, key=itemgetter(0)))

    def _claims(self) -> Iterator[Offer]:
        """Every claim, to go to it: a project may have thousands, so only when searched for."""
        go_to: Callable[[str], None] = getattr(self.screen, "go_to", lambda claim_id: None)
        for claim in getattr(self.screen, "all_claims", ()):
            yield Offer(f"Claim: {claim.text}", partial(go_to, claim.id))

    def _themes(self, *, own: bool = False) -> Iterator[Offer]:
        """Themes to choose; not the ansi ones without colour, where they are black on black."""
        for name, theme in self.app.available_themes.items():
            wanted = name in {each.name for each in THEMES} or not own
            if wanted and not (theme.ansi and self.app.no_color):
                yield Offer(f"Theme: {name}", partial(setattr, self.app, "theme", name))
