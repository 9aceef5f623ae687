#!/usr/bin/env python3
"""How time and memory of a run grow with the corpus: twice as many articles, and what it costs against half of them.

    growth.py [--to 64000] [--from 1000] [--kind copies|one-name|one-file|lines|one-key] [--runs N]
"""
import argparse
import sys

sys.dont_write_bytecode = True

import measure  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="first", type=int, default=1000)
    parser.add_argument("--to", dest="last", type=int, default=64000)
    parser.add_argument("--kind", help="one of the adversarial corpora; news without it")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--factlint", help="the program to measure, instead of building it")
    args = parser.parse_args()
    program = args.factlint or measure.build()
    print(f"{args.kind or 'news'}\n\n| articles | MB | CPU seconds | ratio | MiB | ratio |\n|---|---|---|---|---|---|")
    count, before = args.first, None
    while count <= args.last:
        folder = measure.corpus(count, args.kind)
        cpu, _, memory = measure.least([program, "--no-config", "--no-cache", "--format", "json", folder], args.runs)
        ratios = (f"{cpu / before[0]:.2f}", f"{memory / before[1]:.2f}") if before else ("", "")
        print(f"| {count:,} | {measure.size(folder) / 1e6:.1f} | {cpu:.2f} | {ratios[0]} | {memory:.0f} | {ratios[1]} |", flush=True)
        count, before = count * 2, (cpu, memory)


if __name__ == "__main__":
    sys.exit(main())
