"""A run from the first unit to the manifest; stopped at any moment, it can be taken up again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from bulk import guard, output, plan, storage
from bulk.errors import RunRefused
from bulk.executors import Pool
from bulk.units import Done, Options, Unit

_UNSAID = ("output", "engine", "archive")  # an archive's address may hold a password


@dataclass(frozen=True, slots=True)
class Failed:
    """A unit that could not be done at all, with the reason; a resumed run tries it again."""

    unit: Unit
    reason: str


def begin(inputs: list[str], options: Options, *, resume: bool) -> dict[str, Any]:
    """What the run is called upon to do, checked against the folder, and noted there.

    A folder that holds a run is refused unless it is to be resumed, and then the inputs, the
    engine and the options must be those it was begun with.
    """
    call = {
        "engine": options.engine,
        "inputs": inputs,
        **_survey(inputs),
        "options": {k: v for k, v in asdict(options).items() if k not in _UNSAID},
    }
    address = f"{options.output}/run.json"
    if storage.exists(address):
        if not resume:
            raise RunRefused(f"{options.output} holds a run: add --resume, or name another folder.")
        _compare(json.loads(storage.read(address)), json.loads(json.dumps(call)))
        return call
    output.prepare(options.output)
    output.write_json(address, call)
    return call


def outcomes(inputs: list[str], options: Options, pool: Pool) -> Iterator[Done | Failed]:
    """What came of each unit, as it comes; those done in an earlier run come at once.

    Units are cut and handed out only as others finish, so that neither the list of units nor
    their results are ever held.
    """
    finished = output.finished(options.output)
    pending: dict[Future[Done], Unit] = {}
    for unit in plan.units(inputs, options.unit_size):
        if unit.id in finished:
            yield Done(unit.id, unit.size)
            continue
        while len(pending) >= pool.under_way():
            yield from _first(pending)
        pending[pool.executor.submit(guard.guarded, unit, options)] = unit
    while pending:
        yield from _first(pending)


def end(call: dict[str, Any], options: Options) -> dict[str, Any]:
    """The sums over all units, also of earlier runs, and writes them to the manifest."""
    units, total = 0, Done("")
    for done in output.outcomes(options.output):
        units, total = units + 1, _sum(total, done)
    sums = {name: value for name, value in total.as_dict().items() if name not in ("unit", "size")}
    manifest = call | {"units": units} | sums
    output.write_json(f"{options.output}/manifest.json", manifest)
    return manifest


def _first(pending: dict[Future[Done], Unit]) -> Iterator[Done | Failed]:
    """The outcomes of the units that finish next, taken out of those under way."""
    for future in wait(pending, return_when=FIRST_COMPLETED).done:
        unit = pending.pop(future)
        try:
            yield future.result()
        except (Exception, CancelledError) as error:
            yield Failed(unit, str(error) or type(error).__name__)


def _survey(inputs: Iterable[str]) -> dict[str, Any]:
    """How many files and bytes the inputs have, and a digest of their names and sizes."""
    files, size, digest = 0, 0, hashlib.sha256()
    for address in inputs:
        for found in storage.find(address):
            files, size = files + 1, size + found.size
            name = storage.as_bytes(found.path.rpartition("/")[2])
            digest.update(name + f"\n{found.size}\n".encode())
    return {"files": files, "bytes": size, "digest": digest.hexdigest()}


def _compare(begun: dict[str, Any], call: dict[str, Any]) -> None:
    for name, what in (("engine", "engine"), ("digest", "inputs"), ("options", "options")):
        if begun[name] != call[name]:
            raise RunRefused(
                f"the run was begun with other {what} ({begun[name]}, now {call[name]}): "
                "resume it with the same, or name another folder."
            )


def _sum(a: Done, b: Done) -> Done:
    names = [field.name for field in fields(Done) if field.name != "unit"]
    return replace(a, **{name: getattr(a, name) + getattr(b, name) for name in names})
