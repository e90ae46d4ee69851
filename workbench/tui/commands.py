"""The palette: every action that works here with its key, every claim, every theme."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from workbench.tui.keymap import key_name
from workbench.visible import line


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


class Offers(Provider):
    """Matches what a subclass offers; nothing it shows is read as markup."""

    def offers(self) -> Iterator[Offer]:
        """What can be done."""
        raise NotImplementedError

    async def discover(self) -> Hits:
        for offer in self.offers():
            yield DiscoveryHit(offer.shown(), offer.run, text=offer.text)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for offer in self.offers():
            score = matcher.match(offer.text)
            if score > 0:
                yield Hit(score, offer.shown(), offer.run, text=offer.text)


class Actions(Offers):
    """Every action of the screen, of the pane in focus and of the app."""

    def offers(self) -> Iterator[Offer]:
        seen = set()
        ratings = getattr(self.screen, "ratings", ())
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
            yield Offer(text, run, key_name(key))


class Claims(Offers):
    """Every claim, to go to it."""

    async def discover(self) -> Hits:
        """Nothing until something is typed: a project may have thousands."""
        return
        yield

    def offers(self) -> Iterator[Offer]:
        go_to = getattr(self.screen, "go_to", None)
        if go_to is None:
            return
        for claim in getattr(self.screen, "all_claims", ()):
            yield Offer(f"Claim: {claim.text}", partial(go_to, claim.id))


class Themes(Offers):
    """Every theme; ansi ones are left out without colour, where they are black on black."""

    def offers(self) -> Iterator[Offer]:
        for name, theme in self.app.available_themes.items():
            if not (theme.ansi and self.app.no_color):
                yield Offer(f"Theme: {name}", partial(setattr, self.app, "theme", name))
