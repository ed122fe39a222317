"""What publishing costs: ``python tests/benchmarks/bench_publish.py [POSTS...]`` (default 10 1000 10000).

Of one post, and of a tenth of all (1,000 at most), each in a commit that is made already. ``ours`` joins and
sends, ``plan`` looks over the posts before, as a person is shown, ``blogwifi publish`` is the whole command.
The floor is plain ``git push`` of the same to a bare repository on the same disk, and the fetch before it.
The goal of ``ours`` is 1.1 times that plus 40 ms for one post; for many, and with the plan, 1.3 times; that
of the command 1.3 times plus the start of a program. All ways take turns: compare rows, not runs. 100,000
posts take minutes to make.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.vcs.repository import Repository
from blogwifi_tui.vcs.sync import Synchronizer
from tests.benchmarks.bench_commit import STARTING
from tests.benchmarks.repositories import Editor, command, git, in_turns, keep_apart, make_blog, verdict

ROUNDS, ROUNDS_OF_MANY = 11, 5
OURS, PLAN, COMMAND = "ours, fetch included", "plan, all posts known", "blogwifi publish"


def measure(folder: Path, edit: Editor, number: int) -> dict[str, float]:
    """Median milliseconds of each way to publish ``number`` posts."""
    blog = Blog.open(folder)
    blog.posts()
    synchronizer = Synchronizer(Repository.open(folder))

    def prepare() -> str:
        git(folder, "push", "--quiet")
        for _ in range(number):
            edit()
        git(folder, "commit", "--quiet", "-m", "Modifie", "--", "posts")
        return ""

    def push(_: str) -> None:
        git(folder, "fetch", "--quiet")
        git(folder, "push", "--quiet")

    ways = {
        "git fetch, git push": push,
        OURS: lambda _: synchronizer.publish(),
        PLAN: lambda _: blog.publication.plan(),
        COMMAND: lambda _: command(folder, "publish"),
    }
    return in_turns(prepare, ways, ROUNDS if number == 1 else ROUNDS_OF_MANY)


def main() -> None:
    """Print the tables."""
    for count in [int(word) for word in sys.argv[1:]] or [10, 1000, 10000]:
        with tempfile.TemporaryDirectory() as parent:
            folder = Path(parent) / "blog"
            keep_apart(Path(parent))
            edit = Editor(folder, make_blog(folder, count))
            for number in dict.fromkeys((1, min(1000, max(1, count // 10)))):
                results = measure(folder, edit, number)
                judged = partial(verdict, floor=results["git fetch, git push"])
                results["plan and ours"] = results[OURS] + results[PLAN]
                goals = {
                    OURS: (1.1, 40.0) if number == 1 else (1.3, 0.0),
                    "plan and ours": (1.3, 0.0),
                    COMMAND: (1.3, float(STARTING)),
                }
                print(f"{count} posts, {number} of them published")
                for name, milliseconds in results.items():
                    ratio, more = goals.get(name, (0.0, 0.0))
                    told = judged(milliseconds, ratio=ratio, more=more) if ratio else ""
                    print(f"  {name:28}{milliseconds:8.1f} ms  {told}")


if __name__ == "__main__":
    main()
