"""Real data are not put where they would be thrown away: told by what Linux says is mounted, by the path alone."""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, strategies as some

from nap.monitor import (
    House,
    NotKept,
    backup,
    close,
    move,
    open_house,
    operator,
    refuse_thrown_away,
    restore,
    start_empty,
    thrown_away,
)
from nap.monitor.disks import ON_A_NETWORK, in_streamlit_cloud, lost_as, mount_of
from nap.settings import Settings
from nap.store import installations

CONTAINER = """\
612 540 0:87 / / rw,relatime master:200 - overlay overlay rw,lowerdir=/var/lib/l1:/var/lib/l2,upperdir=/u,workdir=/w
613 612 0:91 / /proc rw,nosuid - proc proc rw
614 612 0:92 / /dev tmpfs rw - tmpfs tmpfs rw,size=65536k
615 612 254:1 /var/lib/volumes/nap/_data /srv/nap rw,relatime - ext4 /dev/vda1 rw
616 612 0:95 / /srv/nap/passing rw - tmpfs tmpfs rw
617 612 0:96 / /mnt/two\\040words rw - nfs4 server:/exp rw,vers=4.2
"""
MACHINE = """\
22 27 0:21 / /proc rw - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
28 27 0:30 / /tmp rw - tmpfs tmpfs rw
29 27 0:31 / /merged rw - overlay overlay rw
30 28 254:9 / /tmp/kept rw - xfs /dev/vdb rw
31 27 254:7 / /late rw - ext4 /dev/vdc rw
32 27 0:33 / /late rw - ramfs none rw
"""


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("/app/data/run", CONTAINER, "container"),
        ("/srv/napkin", CONTAINER, "container"),
        ("/dev/shm/nap", CONTAINER, "memory"),
        ("/srv/nap/passing/run", CONTAINER, "memory"),
        ("/tmp/nap", MACHINE, "memory"),
        ("/late/nap", MACHINE, "memory"),
        ("/srv/nap", CONTAINER, ""),
        ("/srv/nap/deeper/run", CONTAINER, ""),
        ("/srv/nap", MACHINE, ""),
        ("/tmp/kept/nap", MACHINE, ""),
        ("/merged/nap", MACHINE, ""),
        ("/srv/nap", "", ""),
    ],
)
def test_what_is_thrown_away_is_told_by_the_mount_it_lies_on(path: str, text: str, kind: str) -> None:
    assert lost_as(path, text) == kind


def test_a_mount_whose_name_is_written_with_escapes_is_found() -> None:
    found = mount_of("/mnt/two words/nap", CONTAINER)
    assert found is not None
    assert (found.kind, bool(ON_A_NETWORK.fullmatch(found.kind))) == ("nfs4", True)


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse"])
def test_filesystems_that_sqlite_must_not_stand_on_are_known(kind: str) -> None:
    assert ON_A_NETWORK.fullmatch(kind)
    assert not any(map(ON_A_NETWORK.fullmatch, ("ext4", "xfs", "btrfs", "zfs", "overlay", "fuseblk")))


@given(some.text(max_size=200), some.sampled_from(["/", "/srv/nap", "/x y"]))
def test_whatever_the_list_looks_like_the_question_is_answered(text: str, path: str) -> None:
    assert lost_as(path, text) in {"", "memory", "container"}


def test_the_guess_about_streamlits_cloud_needs_its_folder_and_its_homes() -> None:
    homes = {"/home/adminuser", "/home/appuser"}
    assert in_streamlit_cloud("/mount/src/nap-1325", homes.__contains__)
    assert not in_streamlit_cloud("/mount/src/nap-1325", lambda _: False)
    assert not in_streamlit_cloud("/opt/nap/src", homes.__contains__)


@pytest.fixture
def in_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    """Settings of an installation whose folder the system says lies in memory."""
    monkeypatch.setattr("nap.monitor.disks.mountinfo", lambda: f"30 1 0:9 / {tmp_path} rw - tmpfs tmpfs rw\n")
    return Settings.read({"NAP_DATA": str(tmp_path / "run"), "NAP_DEMO": "0"})


def test_an_installation_is_not_opened_where_it_would_be_thrown_away(in_memory: Settings) -> None:
    with pytest.raises(NotKept) as refused:
        open_house(in_memory)
    assert (refused.value.kind, refused.value.folder) == ("memory", str(in_memory.data))
    with pytest.raises(NotKept):
        refuse_thrown_away(in_memory)


def test_nor_one_that_has_begun_whatever_the_settings_say_of_a_demo(in_memory: Settings) -> None:
    kept = open_house(replace(in_memory, disk_kept=True))
    start_empty(kept)
    close(kept)
    with pytest.raises(NotKept):
        open_house(replace(in_memory, demo=True))


def test_a_demo_is_opened_anywhere(in_memory: Settings) -> None:
    demo = open_house(replace(in_memory, demo=True))
    close(demo)
    assert thrown_away(replace(in_memory, demo=True)) is not None  # so that the start can say that it forgets


def test_the_operator_may_say_that_the_folder_is_kept(in_memory: Settings) -> None:
    house = open_house(replace(in_memory, disk_kept=True))
    start_empty(house)
    close(house)


@pytest.mark.parametrize("real", [True, False])
def test_a_backup_of_real_data_is_not_brought_back_there_nor_the_store_moved_there(
    migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, real: bool
) -> None:
    kept, passing = tmp_path / "kept", tmp_path / "passing"
    kept.mkdir()
    shutil.copy(migrated_file, kept / "nap.sqlite")
    house = open_house(Settings.read({"NAP_DATA": str(kept), "NAP_DEMO": "0" if real else "1"}))
    if real:
        start_empty(house)
    else:
        begin(house)
    file = backup(operator(), house, kept / "nap.zip").file
    monkeypatch.setattr("nap.monitor.disks.mountinfo", lambda: f"30 1 0:9 / {passing} rw - tmpfs tmpfs rw\n")
    there = Settings.read({"NAP_DATA": str(passing), "NAP_DEMO": "0"})
    with pytest.raises(NotKept) if real else nullcontext():
        restore(there, file)
    with pytest.raises(NotKept) if real else nullcontext():
        move(operator(), house, f"sqlite:///{passing / 'moved.sqlite'}")
    assert len(list(passing.rglob("*.sqlite"))) == (0 if real else 2)
    close(house)


def begin(house: House) -> None:
    """Decide that this store is a demo."""
    with house.store.writing() as transaction:
        installations.begin(transaction, house.now(), demo=True, today=house.today())


def test_a_database_elsewhere_is_no_concern_of_the_folder(in_memory: Settings) -> None:
    assert thrown_away(replace(in_memory, database_url="postgresql+psycopg://nap@db/nap")) is None


def test_a_database_file_elsewhere_is_what_counts_not_the_data_folder(in_memory: Settings) -> None:
    assert thrown_away(replace(in_memory, database_url="sqlite:////srv/nap.sqlite")) is None
