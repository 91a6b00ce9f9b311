"""Fetch the few foreign files that the pages serve, and check them against `vendored.json`.

    python scripts/vendor.py           fetch what the lock names, verify, copy into the package
    python scripts/vendor.py --check   only compare the copies with the lock; needs no network

A package is fetched with `npm pack`, so that its registry is the one npm is set to.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
LOCK = HERE / "vendored.json"


def sha512(content: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()


def differing() -> list[str]:
    """The copies that are not what the lock says."""
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    return [
        one["to"]
        for package in lock
        for one in package["files"]
        if not (ROOT / one["to"]).exists()
        or sha512((ROOT / one["to"]).read_bytes()) != one["sha512"]
    ]


def fetch(package: dict[str, Any]) -> None:
    name = f"{package['package']}@{package['version']}"
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", name]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        archive = next(Path(folder).glob("*.tgz"))
        if sha512(archive.read_bytes()) != package["sha512"]:
            raise SystemExit(f"{name}: the archive is not the one that was locked")
        with tarfile.open(archive) as tar:
            for one in package["files"]:
                found = tar.extractfile(f"package/{one['from']}")
                if found is None:
                    raise SystemExit(f"{name}: no file {one['from']}")
                target = ROOT / one["to"]
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(found.read())


def main() -> None:
    if "--check" not in sys.argv:
        for package in json.loads(LOCK.read_text(encoding="utf-8")):
            fetch(package)
    wrong = differing()
    if wrong:
        raise SystemExit("not as locked: " + ", ".join(wrong))
    print("All vendored files are as locked.")


if __name__ == "__main__":
    main()
