"""What people said in a process, gathered from all rooms, and who they were."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from zaedno.core import registry
from zaedno.core.things import Voice
from zaedno.core.viewer import Viewer
from zaedno.features.insight.models import Theme
from zaedno.features.insight.rules import MOST_READ
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries.things import PROCESS


def everybody(viewer: Viewer) -> Viewer:
    """The readings are made of what anybody may read, whoever asks for them."""
    return Viewer(city=viewer.city, lang=viewer.lang)


def voices(viewer: Viewer, process: Process) -> list[Voice]:
    """What was said in the rooms of a process and in the discussions of it, oldest first.

    Of more than `MOST_READ` the newest.
    """
    reader = everybody(viewer)
    said: list[Voice] = registry.gather("contributions", reader, process=process)
    about = [(PROCESS, str(process.pk)), *(voice.ref for voice in said)]
    said += registry.gather("said_about", reader, refs=about)
    said.sort(key=lambda voice: (voice.at, voice.kind, int(voice.ident)))
    return said[-MOST_READ:]


def print_of(voices: Iterable[Voice], themes: Sequence[Theme]) -> str:
    """Changes when something was said, changed or hidden, or a theme got other words."""
    told = hashlib.sha256()
    for voice in voices:
        told.update(f"{voice.kind}:{voice.ident}:{voice.text}\0".encode())
    for theme in themes:
        told.update(f"{theme.pk}:{theme.seeds}\0".encode())
    return told.hexdigest()
