"""A desk that is served, and a client without a browser; only this machine is reached."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest
from serving import Desk, opened


@pytest.fixture
def desk(project: Path) -> Iterator[Desk]:
    with opened(project) as desk:
        yield desk


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session
