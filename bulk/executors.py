"""Who carries units to workers: the threads of this machine, or a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bulk import guard

if TYPE_CHECKING:
    from dask.distributed import Client

RETRIES = 5  # a unit whose machine is lost is done again elsewhere, so many times


@dataclass(frozen=True, slots=True)
class Pool:
    """An executor, how many units may be under way in it, and where to watch it."""

    executor: Executor
    under_way: Callable[[], int]
    dashboard: str = ""


@contextmanager
def local(workers: int) -> Iterator[Pool]:
    """Threads of this process, each with a child process of its own."""
    with ThreadPoolExecutor(workers, thread_name_prefix="guard") as executor:
        try:
            yield Pool(executor, lambda: 2 * workers)
        finally:
            executor.shutdown(wait=True, cancel_futures=True)
            guard.close()


@contextmanager
def cluster(address: str) -> Iterator[Pool]:
    """The workers of a Dask scheduler; they may come and go during the run."""
    from dask.distributed import Client

    with Client(address, set_as_default=False) as client:
        executor = client.get_executor(pure=False, retries=RETRIES)
        yield Pool(executor, lambda: 2 * _threads(client), client.dashboard_link)


def _threads(client: Client) -> int:
    """The threads of all workers; 1 as long as there are none, so that one unit waits."""
    return sum(client.nthreads().values()) or 1
