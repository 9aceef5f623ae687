#!/usr/bin/env python3
"""Compares what a run costs with what tools that only look up words cost on the same files, in one go.

    peers.py [FOLDER ...] [--runs N]

typos and codespell are installed by pip into target/peers. Without a folder a generated corpus of 4,000 articles is
checked. Figures are ratios of CPU time to that of typos, the least of N runs each.
"""
import argparse
import subprocess
import sys
import venv

sys.dont_write_bytecode = True

import measure  # noqa: E402


def tools():
    """typos and codespell, as pip installs them."""
    folder = measure.TARGET / "peers"
    if not (folder / "bin" / "typos").exists():
        venv.create(folder, with_pip=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", "typos", "codespell"], check=True)
    return folder / "bin"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--factlint", help="the program to measure, instead of building it")
    args = parser.parse_args()
    program = args.factlint or measure.build()
    bin = tools()
    for folder in args.folders or [measure.corpus(4000)]:
        commands = {
            "typos": [bin / "typos", folder],
            "factlint": [program, "--no-config", "--no-cache", "--format", "json", folder],
            "codespell": [bin / "codespell", folder],
        }
        costs = {name: measure.least(command, args.runs) for name, command in commands.items()}
        typos = costs["typos"]
        print(f"{folder}: {measure.size(folder) / 1e6:.1f} MB\n")
        print("| | CPU | wall | memory |\n|---|---|---|---|")
        for name, (cpu, wall, memory) in costs.items():
            print(f"| {name} | {cpu / typos[0]:.2f} | {wall / typos[1]:.2f} | {memory:.0f} MiB |")
        print()


if __name__ == "__main__":
    sys.exit(main())
