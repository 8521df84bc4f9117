"""Uploads that wait in the server's memory: how many a session has, and letting go of those that are done with."""

from __future__ import annotations

from collections.abc import Iterable

from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx


def held(session: str) -> tuple[int, int]:
    """Files and bytes that are kept for the session of that id."""
    manager = runtime.get_instance().uploaded_file_mgr
    files = manager.file_storage.get(session, {}) if isinstance(manager, MemoryUploadedFileManager) else {}
    sizes = [len(file.data) for file in list(files.values())]
    return len(sizes), sum(sizes)


def let_go(ids: Iterable[str]) -> None:
    """Drop these uploads of the session that is being drawn; without it they would stay until it ends."""
    context = get_script_run_ctx()
    if context is not None and isinstance(manager := context.uploaded_file_mgr, MemoryUploadedFileManager):
        for id in ids:
            manager.remove_file(session_id=context.session_id, file_id=id)
