"""The plan in force as a file, to be kept, changed and brought back: a coordinator asks, bytes leave."""

from __future__ import annotations

from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.recording import downloaded
from nap.monitor.views import Download
from nap.people import Verb, Viewer


def plan_file(viewer: Viewer, house: House) -> Download:
    """The very bytes that were adopted; it holds the patterns that find personal data, so it is for coordinators."""
    require(viewer, Verb.ADMINISTER)
    downloaded(viewer, house, "plan_file", version=str(house.plan.version))
    return Download(f"{house.plan.id}-{house.plan.version}.yaml", house.plan.source)
