import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from parcours.tables.findings import Refused
from parcours.tables.results import AlreadyThere, check_free, into_place

NAMES = ("a.csv", "b.csv")


def write(out: Path, content: str, *, force: bool = False, names: tuple[str, ...] = NAMES) -> None:
    with into_place(out, NAMES, force=force) as folder:
        for name in names:
            (folder / name).write_text(content, encoding="utf-8")


def found(out: Path) -> dict[str, str]:
    """Everything in the folder, hidden things too."""
    return {
        str(path.relative_to(out)): path.read_text(encoding="utf-8")
        for path in out.rglob("*")
        if path.is_file()
    }


def test_a_new_folder_appears_with_everything(tmp_path: Path) -> None:
    out = tmp_path / "some" / "where"
    with into_place(out, NAMES, force=False) as folder:
        (folder / "a.csv").write_text("1", encoding="utf-8")
        assert not out.exists()
    assert found(out) == {"a.csv": "1"}
    assert [path.name for path in out.parent.iterdir()] == ["where"]


def test_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    write(tmp_path, "1")
    write(tmp_path, "2", force=True, names=("a.csv",))
    assert found(tmp_path) == {"mine.txt": "mine", "a.csv": "2"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "mine.txt"]


def test_results_are_not_replaced_without_force(tmp_path: Path) -> None:
    write(tmp_path, "1", names=("b.csv",))
    with pytest.raises(AlreadyThere) as refused:
        check_free(tmp_path, NAMES, force=False)
    assert refused.value.findings[0].params == {"names": ["b.csv"]}
    with pytest.raises(AlreadyThere):
        write(tmp_path, "2")
    check_free(tmp_path, NAMES, force=True)
    assert found(tmp_path) == {"b.csv": "1"}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(Refused, match="This is a file"):
        write(tmp_path / "out", "1", force=True)


@pytest.mark.parametrize("exists", [True, False])
def test_a_failure_leaves_everything_as_it_was(tmp_path: Path, *, exists: bool) -> None:
    out = tmp_path / "out"

    def halfway() -> None:
        with into_place(out, NAMES, force=True) as folder:
            (folder / "a.csv").write_text("2", encoding="utf-8")
            raise KeyboardInterrupt

    if exists:
        write(out, "1")
    with pytest.raises(KeyboardInterrupt):
        halfway()
    assert found(tmp_path) == ({"out/a.csv": "1", "out/b.csv": "1"} if exists else {})


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No space left"), into_place(tmp_path / "out", NAMES, force=False):
        raise OSError(28, os.strerror(28))
    assert list(tmp_path.iterdir()) == []


def test_a_move_that_fails_undoes_the_others(tmp_path: Path) -> None:
    write(tmp_path, "1")
    (tmp_path / "c.csv").mkdir()
    (tmp_path / "c.csv" / "mine").write_text("mine", encoding="utf-8")

    with pytest.raises(Refused, match="cannot be written"):
        write(tmp_path, "2", force=True, names=("a.csv", "c.csv"))

    assert found(tmp_path) == {"a.csv": "1", "b.csv": "1", "c.csv/mine": "mine"}


def test_what_a_stopped_machine_left_is_put_right(tmp_path: Path) -> None:
    write(tmp_path, "1")
    old = tmp_path / ".parcours-0" / "old"
    old.mkdir(parents=True)
    (tmp_path / "a.csv").rename(old / "a.csv")
    (tmp_path / "a.csv").write_text("half of the new results", encoding="utf-8")

    with pytest.raises(AlreadyThere):
        write(tmp_path, "2")

    assert found(tmp_path) == {"a.csv": "1", "b.csv": "1"}
    assert not old.parent.exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from parcours.tables.results import into_place
with into_place(Path(sys.argv[1]), ("a.csv", "b.csv"), force=True) as folder:
    (folder / "a.csv").write_text("2", encoding="utf-8")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_that_is_killed_leaves_the_old_results(tmp_path: Path) -> None:
    write(tmp_path, "1")
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path], check=False)
    assert done.returncode == -signal.SIGKILL
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in NAMES} == {
        "a.csv": "1",
        "b.csv": "1",
    }
    write(tmp_path, "3", force=True)
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in NAMES} == {
        "a.csv": "3",
        "b.csv": "3",
    }


def test_results_can_be_read_by_others(tmp_path: Path) -> None:
    write(tmp_path / "out", "1")
    usual = tmp_path / "usual"
    usual.mkdir()
    assert (tmp_path / "out").stat().st_mode == usual.stat().st_mode
