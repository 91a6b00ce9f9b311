"""Runs inside a copy of the product into which the sample room was dropped; see test_sample.py."""

from __future__ import annotations

import json
import threading

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - the settings come first

from tests.world import World  # noqa: E402
from zaedno.core import registry  # noqa: E402
from zaedno.core.models import Event  # noqa: E402
from zaedno.site.jobs import Schedule  # noqa: E402

call_command("migrate", verbosity=0, interactive=False)
call_command("makemigrations", "sample", check=True, dry_run=True, verbosity=0)
world = World()
browser = world.client()
world.city.pk  # noqa: B018 - founded here
sent = browser.post("/bg/sample/leave", {"words": "Злато", "key": "k1"})
again = browser.post("/bg/sample/leave", {"words": "Злато", "key": "k1"})
refused = browser.post("/bg/sample/leave", {"words": " ", "key": "k2"}, follow=True)
page = browser.get("/bg/sample/").content.decode()
event = Event.objects.get(verb="sample.leave")
viewer = world.viewer("visitor")
world.hear()
schedule = Schedule(stopping=threading.Event())
print(
    json.dumps(
        {
            "sent": [sent.status_code, again.status_code],
            "served": page.count("Злато"),
            "in the menu": "/bg/sample/" in page,
            "refused": "Please write something" in refused.content.decode(),
            "journalled": [event.subject_kind, str(registry.verb(event.verb).sentence)],
            "because": Event.objects.filter(verb="sample.hear", because=event).count(),
            "read by others": registry.thing(viewer, "sample.leaf", event.subject_id) is not None,
            "other city": registry.thing(
                world.viewer("visitor", world.other_city), "sample.leaf", event.subject_id
            )
            is not None,
            "searched": [thing.title for thing in registry.gather("search_documents", viewer)],
            "planned": [job.name for job in schedule.due if "leaves" in job.name],
            "swept": registry.function("zaedno.features.sample.schedule.sweep")(),
        }
    )
)
