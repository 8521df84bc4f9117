"""Keeping what was written in a draft: only upon the state that was shown."""

from __future__ import annotations

from nap.monitor import DraftContent, ReleaseDraft, Viewer, change_draft
from ui.doing import do
from ui.session import house, t


def save(person: Viewer, shown: ReleaseDraft, content: DraftContent) -> None:
    """Keep the content, tell so above; or say here why not."""
    do(lambda: change_draft(person, house(), shown.number, content, seen=shown.seen), lambda _: [t("publishing.kept")])
