"""For which places an indicator is asked, while the plan is still checked."""

from __future__ import annotations

from nap.plan.draft import Draft
from nap.plan.model import Indicator
from nap.plan.regions import Region


def places_asked(indicator: Indicator, draft: Draft) -> tuple[Region, ...] | None:
    """Every place that some partner reports the indicator for, each once; None where faulty references leave it open."""
    reporters = set(indicator.reported_by)
    if draft.regions is None or not reporters or not reporters <= set(draft.codes("partners")):
        return None
    if indicator.partners == "lead_only" and indicator.lead not in reporters:
        return None
    senders = (partner for partner in draft.items("partners") if partner.get("code") in reporters)
    codes = dict.fromkeys(code for sender in senders for code in sender.get("regions") or ())
    places = [place for place in map(draft.regions.get, codes) if place is not None]
    return tuple(place for place in places if place.level in indicator.levels) if len(places) == len(codes) else None
