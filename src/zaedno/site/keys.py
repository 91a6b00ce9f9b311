"""The secret of an embedded installation: made once, kept beside its data."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def own_key(path: Path) -> str:
    """The key in `path`; the first to ask makes it, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.{os.getpid()}")
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(new, path)  # fails when somebody was faster
        except FileExistsError:
            pass
        finally:
            new.unlink()
    return path.read_text().strip()
