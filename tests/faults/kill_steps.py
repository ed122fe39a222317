"""Kill the program inside each step that changes several files, at each of its stages: what is found?

    python tests/faults/kill_steps.py [KILLS] [SEED]

A stage is a call by which Python changes the disk or starts git, or one of git's own stages, told by a hook.
After each kill the blog is opened again: every file is as before the step or as after it, git agrees, what
became of the step is said, nothing lies about, and a step that was taken back can be made again. Prints the
figures; ends with 1 when a promise was broken.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from blogwifi_tui.content.tags import TagKind
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.bulk_edit import BulkEdit
from blogwifi_tui.core.moves import PostEdit
from blogwifi_tui.core.trust import agree_to_all
from blogwifi_tui.errors import BlogwifiError
from blogwifi_tui.i18n.commit_messages import Change
from blogwifi_tui.i18n.result_messages import recovered

CHANGES = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "subprocess.Popen"}
"""The audit events that come before the disk changes or git starts; ``open`` is one when it writes."""
GIT_STAGES = ("pre-commit", "reference-transaction prepared", "reference-transaction committed")


def post(title: str, text: str, tags: str = "wifi") -> str:
    return f"---\ntitle: {title}\ndate: 2024-05-12T09:30:00+02:00\ntags: [{tags}]\n---\n\n{text}\n"


POSTS = {
    "posts/hotel.md": post("L’hôtel", "Deux bornes.\n"),
    "posts/gare.md": post("La gare", "Voir [l’hôtel](hotel.md).\n", "wifi, gare"),
    "posts/ecole.md": post("L’école", "Comme [à l’hôtel](hotel.md), en « mieux ».\n", "école"),
}


def retag(blog: Blog) -> None:
    edit = blog.bulk.retag(blog.posts(), TagKind.TAG, ["wifi"], "sans-fil")
    blog.bulk.apply(edit)


def restore(blog: Blog) -> None:
    first = blog.history.of("posts/hotel.md")[-1]
    blog.history.restore("posts/hotel.md", first.sha)


def move(blog: Blog) -> None:
    before = blog.read("posts/hotel.md")
    blog.bulk.apply(BulkEdit(Change.READY, (PostEdit(before, replace(before, path="posts/2024/hotel.md")),)))


STEPS: dict[str, Callable[[Blog], object]] = {
    "retag": retag,
    "rename": lambda blog: blog.rename("posts/hotel.md", "Le palace"),
    "move": move,
    "delete": lambda blog: blog.delete("posts/hotel.md", "posts/gare.md"),
    "set": lambda blog: blog.set("posts/hotel.md", {"draft": True}),
    "undo": lambda blog: blog.undo(blog.last_change()),
    "restore": restore,
    "duplicate": lambda blog: blog.duplicate("posts/hotel.md"),
}


def make(folder: Path) -> Path:
    """A blog of three posts, of which one was changed by a commit of ours that can be undone."""
    (folder / "posts").mkdir(parents=True)
    for path, text in POSTS.items():
        (folder / path).write_text(text, encoding="utf-8")
    for words in (("init", "--quiet"), ("add", "posts"), ("commit", "--quiet", "-m", "Premiers")):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)
    blog = Blog.open(folder)
    blog.bulk.apply(blog.bulk.tags(["posts/hotel.md", "posts/gare.md"], ["borne"], []))
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """What the files of the blog hold, git's apart."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill, and what the next start found."""

    step: str
    stage: str
    reached: bool
    said: str


@contextmanager
def killed_at(stage: int) -> Iterator[Callable[[], None]]:
    """What a child calls first, to be killed before its change of the disk of this number."""
    count = 0

    def listen() -> None:
        def meet(event: str, values: tuple[object, ...]) -> None:
            nonlocal count
            writes = event == "open" and isinstance(values[2], int) and values[2] & (os.O_WRONLY | os.O_RDWR)
            if event in CHANGES or writes:
                count += 1
                if count == stage:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(meet)

    yield listen


def run_and_die(work: Callable[[], object]) -> int:
    """Do ``work`` in a forked child; its exit status, negative when it was killed."""
    pid = os.fork()
    if pid == 0:
        status = 2
        try:
            work()
            status = 0
        except BlogwifiError:
            status = 3
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def kill_in_python(folder: Path, step: str, stage: int) -> Kill:
    """Kill before the change of the disk of this number."""

    def work() -> None:
        with killed_at(stage) as listen:
            blog = Blog.open(folder)
            blog.posts()
            listen()
            STEPS[step](blog)

    return _kill(folder, step, f"stage {stage}", work)


def kill_in_git(folder: Path, step: str, stage: str) -> Kill:
    """Kill the program and git together where git comes to a ``stage``."""
    name, _, argument = stage.partition(" ")
    hook = folder / ".git" / "hooks" / name
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f'#!/bin/sh\n[ "$1" = "{argument}" ] && kill -9 "$TO_KILL" "$PPID"\nexit 0\n', encoding="utf-8"
    )
    hook.chmod(0o755)
    agree_to_all(Blog.open(folder)._repository.git)

    def work() -> None:
        os.environ["TO_KILL"] = str(os.getpid())
        STEPS[step](Blog.open(folder))

    def away() -> None:
        hook.unlink()

    return _kill(folder, step, stage, work, away)


def _kill(
    folder: Path, step: str, stage: str, work: Callable[[], object], away: Callable[[], object] = lambda: None
) -> Kill:
    before = tree(folder)
    status = run_and_die(work)
    away()
    assert status in {0, -signal.SIGKILL}, f"{step} {stage}: {status}"
    noted = list((folder / ".git").glob("blogwifi-steps/*.step"))
    blog = Blog.open(folder)
    said = " ".join(map(recovered, blog.recover()))
    where = f"{step}, {stage}, {said!r}"
    assert said or not noted, where
    blog.posts()  # a look at the list clears what a single save left beside a file
    now = tree(folder)
    if now == before:
        assert "after its commit" not in said, where
        assert _git(folder, "status", "--porcelain") == "", where
        STEPS[step](blog)
    assert_done(folder, step, before, where)
    left = [*folder.rglob("*blogwifi-*"), *(folder / ".git").rglob("*.lock")]
    assert not left, (where, left)
    subprocess.run(["git", "fsck", "--strict"], cwd=folder, check=True, capture_output=True)
    return Kill(step, stage, status < 0, said)


def assert_done(folder: Path, step: str, before: dict[str, bytes], where: str) -> None:
    """The files are as the step makes them, and git keeps them so."""
    now = tree(folder)
    text = {path: data.decode(errors="replace") for path, data in now.items()}
    done = {
        "retag": lambda: "sans-fil" in text["posts/hotel.md"] and "sans-fil" in text["posts/gare.md"],
        "rename": lambda: "posts/hotel.md" not in now and "le-palace.md" in text["posts/ecole.md"],
        "move": lambda: "posts/hotel.md" not in now and "(2024/hotel.md)" in text["posts/ecole.md"],
        "delete": lambda: set(before) - set(now) == {"posts/hotel.md", "posts/gare.md"},
        "set": lambda: "draft: true" in text["posts/hotel.md"],
        "undo": lambda: text["posts/hotel.md"] == POSTS["posts/hotel.md"],
        "restore": lambda: text["posts/hotel.md"] == POSTS["posts/hotel.md"],
        "duplicate": lambda: len(set(now) - set(before)) == 1,
    }
    assert done[step](), where
    assert _git(folder, "status", "--porcelain") == "", where


def _git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def stages_of(make_blog: Callable[[], Path], step: str) -> int:
    """How many stages Python's side of a step has."""
    stage = 1
    while kill_in_python(make_blog(), step, stage).reached:
        stage += 1
    return stage - 1


def main() -> int:
    """Kill in every step, print the figures."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(2**31)  # noqa: S311
    chance = random.Random(seed)  # noqa: S311 - the same stages again for the same seed
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory() as place:
        _alone_in(Path(place))
        made: list[Kill] = []
        stages: dict[str, int] = {}
        while len(made) < kills:
            step = chance.choice(list(STEPS))
            folder = make(Path(place) / f"blog-{len(made)}-{random.randrange(2**31)}")  # noqa: S311
            if chance.random() < 0.2:
                kill = kill_in_git(folder, step, chance.choice(GIT_STAGES))
            else:
                kill = kill_in_python(folder, step, chance.randint(1, stages.get(step, 60)))
                if not kill.reached:
                    stages[step] = min(stages.get(step, 60), int(kill.stage.split()[1]))
            made += [kill] if kill.reached else []
    print(f"{len(made)} kills:", dict(Counter(kill.step for kill in made)))
    print("said:", dict(Counter(_kind(kill.said) for kill in made)))
    return 0


def _kind(said: str) -> str:
    return next(
        (kind for kind in ("taken back", "it is done", "as you left them") if kind in said),
        said or "nothing was begun",
    )


def _alone_in(home: Path) -> None:
    config = home / "gitconfig"
    config.write_text("[user]\nname = Marc\nemail = marc@example.org\n", encoding="utf-8")
    os.environ |= {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"XDG_{kind}_HOME": str(home / kind) for kind in ("STATE", "CACHE", "CONFIG", "DATA")},
    }


if __name__ == "__main__":
    sys.exit(main())
