#!/usr/bin/env python3
"""Adds up JUnit reports (of ctest and of lit):  count_tests.py REPORT.xml...

Names what failed, counts what was skipped by reason, and ends with the line 'N passed, N failed, N skipped'.
Exits 1 if a test failed, a report is missing or unreadable, or no test passed."""
import collections
import sys
import xml.etree.ElementTree as ElementTree


def main(paths):
    passed, failed, reasons = 0, 0, collections.Counter()
    for path in paths:
        try:
            cases = ElementTree.parse(path).iter("testcase")
        except (OSError, ElementTree.ParseError) as error:
            print(f"{path}: error: {error}")
            failed += 1
            continue
        for case in cases:
            skipped = case.find("skipped")
            if case.find("failure") is not None or case.find("error") is not None or case.get("status") == "fail":
                failed += 1
                print(f"failed: {case.get('classname', '')} {case.get('name')}")
            elif skipped is not None or case.get("status") in ("notrun", "disabled"):
                reasons[skipped.get("message") or "no reason given" if skipped is not None else case.get("status")] += 1
            else:
                passed += 1
    for reason, count in sorted(reasons.items()):
        print(f"skipped: {count} tests: {reason}")
    print(f"{passed} passed, {failed} failed, {sum(reasons.values())} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
