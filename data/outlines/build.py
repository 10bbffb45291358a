"""Makes world_50m.json and centres.csv from the npm package plotly.js: run it to renew them.

python data/outlines/build.py        # wants npm and node, and the network
"""

from __future__ import annotations

import csv
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PACKAGE = "plotly.js@4.1.1"
SIMPLIFIER = "topojson-simplify@3.0.3"
MAP = "world_50m"
DRAWN = ("land", "countries", "coastlines")
# In square degrees: corners that make smaller triangles, and smaller islands, are under a pixel
# in all windows but the narrowest. All points drawn, the map took the browser twice as long.
SMALLEST = "0.01"
# Places that the outlines do not draw as one country, and those whose middle lies far from people.
BY_HAND = {
    "XKX": (20.9, 42.6),
    "EU": (4.4, 50.8),
    "PSE": (35.2, 31.9),
    "RUS": (45.0, 56.0),
    "USA": (-98.0, 39.0),
    "FRA": (2.5, 46.6),
    "NOR": (9.5, 61.5),
    "CAN": (-100.0, 54.0),
}


def main() -> None:
    """Writes the outlines, the middle of every country and the licence beside this script."""
    with tempfile.TemporaryDirectory() as folder:
        topology = _download(Path(folder))
        _simplify(topology, Path(folder))
    shapes = topology["objects"]["countries"]["geometries"]
    centres = {shape["id"]: shape["properties"]["ct"] for shape in shapes} | BY_HAND
    with (HERE / "centres.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["iso3", "longitude", "latitude"])
        table.writerows([iso3, f"{x:.2f}", f"{y:.2f}"] for iso3, (x, y) in sorted(centres.items()))


def _simplify(topology: dict[str, Any], folder: Path) -> None:
    drawn = {layer: topology["objects"][layer] for layer in DRAWN}
    (folder / "all.json").write_text(json.dumps({**topology, "objects": drawn}))
    tool = ["npm", "exec", "--yes", f"--package={SIMPLIFIER}", "--", "toposimplify"]
    made = HERE / f"{MAP}.json"
    how = ["--planar-area", SMALLEST, "--filter-detached", "--out", str(made)]
    subprocess.run([*tool, *how, "all.json"], cwd=folder, check=True)


def _download(folder: Path) -> dict[str, Any]:
    subprocess.run(["npm", "pack", PACKAGE, "--silent"], cwd=folder, check=True)
    subprocess.run(["tar", "xzf", next(folder.glob("*.tgz")).name], cwd=folder, check=True)
    (HERE / "LICENSE").write_text((folder / "package/LICENSE").read_text())
    load = "global.window = {}; require('./package/dist/plotly-geo-assets.js');"
    show = f"console.log(JSON.stringify(window.Plotly.topojson.{MAP}))"
    done = subprocess.run(["node", "-e", load + show], cwd=folder, check=True, capture_output=True)
    topology: dict[str, Any] = json.loads(done.stdout)
    return topology


if __name__ == "__main__":
    main()
