"""The real app on a copy of the real project: five articles, the claims about them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from keyboard import Desk, settle
from textual.pilot import Pilot

from workbench.tui.app import WorkbenchApp
from workbench.workspace import Workspace


@pytest.fixture
def desk(project: Path) -> Desk:
    """Opens the app on the project: `async with desk() as pilot`."""

    @asynccontextmanager
    async def opened(
        *, size: tuple[int, int] = (80, 24), root: Path = project, by: str = "rita"
    ) -> AsyncIterator[Pilot[int]]:
        workspace = Workspace.open(root, by=by)
        app = WorkbenchApp(workspace)
        async with app.run_test(size=size, notifications=True) as pilot:
            await settle(pilot)
            yield pilot
        workspace.close()

    return opened


@pytest.fixture(params=[(80, 24), (160, 45)], ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """The smallest and a wide terminal."""
    return request.param  # type: ignore[no-any-return]
