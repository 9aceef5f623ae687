"""What the scripts beside this one share: the program, generated corpora, and what a run costs."""

import os
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "target"


def build():
    """Builds the program and the generator; returns the program."""
    subprocess.run(["cargo", "build", "--release", "--bin", "factlint", "--example", "corpus"], cwd=ROOT, check=True)
    return TARGET / "release" / "factlint"


def corpus(count, kind=None):
    """A folder with a generated corpus of so many articles, made once, and again when the generator has changed."""
    folder = TARGET / "corpora" / f"{kind or 'news'}-{count}"
    changed = max(path.stat().st_mtime for path in (ROOT / "benches" / "corpus").iterdir())
    listed = folder.with_suffix(".tsv")
    if not folder.exists() or not listed.exists() or listed.stat().st_mtime < changed:
        shutil.rmtree(folder, ignore_errors=True)
        command = [TARGET / "release" / "examples" / "corpus", folder, str(count)]
        subprocess.run(command + ([kind] if kind else []), check=True)
    return folder


def size(folder):
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in pathlib.Path(folder).rglob("*") if path.is_file())


def cost(command):
    """One run of a command, its output thrown away: (CPU seconds, wall seconds, MiB at most)."""
    start = time.monotonic()
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1, 2, 65):
        sys.exit(f"{command} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024


def least(command, runs):
    """The least of several runs, each figure by itself: what else the machine does only ever adds."""
    costs = [cost(command) for _ in range(runs)]
    return tuple(min(figures) for figures in zip(*costs))
