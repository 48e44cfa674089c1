# SPDX-License-Identifier: GPL-3.0-or-later
"""translations.py ROOT LUPDATE: says what is missing in translations/*.ts; exit status 1 if anything is.

Unfinished or empty texts, placeholders (%1, %n, {{ … }}) that differ from the source's, and texts of the sources that a
file does not know yet or knows no longer: `./dev translations` takes those in."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

PLACEHOLDER = re.compile(r"%(?:L?\d+|n)|\{\{[^}]*\}\}|\{%[^%]*%\}")


def messages(path):
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            comment = message.findtext("comment") or ""
            yield (context.findtext("name"), message.findtext("source"), comment), message


def placeholders(text):
    # Examples of Liquid may be translated inside.
    return sorted(mark if mark.startswith("%") else mark[:2] for mark in PLACEHOLDER.findall(text))


def faults(key, message):
    translation = message.find("translation")
    if translation is None or translation.get("type") in ("unfinished", "vanished", "obsolete"):
        yield "is not translated"
        return
    forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
    if not all(form.strip() or not key[1].strip() for form in forms):
        yield "has an empty translation"
    for form in forms:
        if placeholders(form) != placeholders(key[1]):
            yield f"has other placeholders than its translation: {form}"


def current_keys(root, lupdate, scratch):
    """What the sources say now."""
    fresh = scratch / "fresh.ts"
    sources = sorted(str(path) for folder in ("ui", "app/window") for path in (root / folder).rglob("*")
                     if path.suffix in (".cpp", ".h"))
    subprocess.run([lupdate, "-silent", "-I", str(root), *sources, "-ts", str(fresh)], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {key for key, _ in messages(fresh)}


def main():
    root, lupdate = pathlib.Path(sys.argv[1]), sys.argv[2]
    scratch = pathlib.Path(tempfile.mkdtemp())
    found = []
    try:
        wanted = current_keys(root, lupdate, scratch)
        files = sorted((root / "translations").glob("*.ts"))
        if not wanted or not files:
            found.append("translations: nothing to compare")
        for path in files:
            known = dict(messages(path))
            for key, message in known.items():
                found += [f"{path.name}: {key[0]}: “{key[1]}” {fault}" for fault in faults(key, message)]
            found += [f"{path.name}: {key[0]}: “{key[1]}” is new; run ./dev translations" for key in wanted - known.keys()]
            found += [f"{path.name}: {key[0]}: “{key[1]}” is gone; run ./dev translations" for key in known.keys() - wanted]
    finally:
        shutil.rmtree(scratch)
    print("\n".join(found) or "every translation is complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
