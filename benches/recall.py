#!/usr/bin/env python3
"""How many of the contradictions planted in generated corpora are found, and what else is reported.

    recall.py [COUNT ...]        1,000 and 16,000 articles if nothing is said
"""
import argparse
import collections
import json
import subprocess
import sys

sys.dont_write_bytecode = True

import measure  # noqa: E402


def planted(folder):
    """What is planted in each file: (kind, start, end)."""
    places = collections.defaultdict(list)
    for line in folder.with_suffix(".tsv").read_text().splitlines():
        path, kind, place, _ = line.split("\t")
        places[path].append((kind, *map(int, place.split("-"))))
    return places


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", nargs="*", type=int, default=[1000, 16000], metavar="COUNT")
    parser.add_argument("--factlint", help="the program to measure, instead of building it")
    args = parser.parse_args()
    program = args.factlint or measure.build()
    print("| articles | planted | found | reported beside them |\n|---|---|---|---|")
    for count in args.counts:
        folder = measure.corpus(count)
        command = [program, "--no-config", "--no-cache", "--format", "json", "."]
        run = subprocess.run(command, cwd=folder, capture_output=True)
        findings = json.loads(run.stdout)["findings"]
        places, found, stray = planted(folder), set(), collections.Counter()
        for finding in findings:
            shown = {
                (label["path"], start)
                for label in finding["labels"]
                for _, start, end in places.get(label["path"], [])
                if label["start"] < end and start < label["end"]
            }
            found |= shown
            stray[finding["rule"]] += not shown
        total = sum(map(len, places.values()))
        told = ", ".join(f"{count:,} {rule}" for rule, count in stray.most_common() if count) or "nothing"
        print(f"| {count:,} | {total:,} | {len(found):,} ({len(found) / total:.1%}) | {told} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
