#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the tree against the rules of ARCHITECTURE.md.

usage: architecture.py CHECK ROOT [BUILD]   where CHECK is layers, reserved, own_header, names,
sizes, spdx, links or self
Prints one line a violation and exits 1 if there is any.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

# Lowest first. A module may include only modules of lines above its own; modules of one line do not see each other.
LAYERS = [
    ["core/base"],
    ["core/sqlite"],
    ["core/profile"],
    ["core/event"],
    ["core/ingest"],
    ["core/audience"],
    ["core/segment"],
    ["core/liquid", "core/email"],
    ["core/campaign"],
    ["core/workspace"],
    ["core/sample"],
    ["ui/base"],
    ["ui/widgets"],
    ["ui/editor", "ui/webview"],
    ["ui/segments", "ui/templates", "ui/campaigns", "ui/data", "ui/start"],
    ["ui/shell"],
    ["app/cli", "app/window"],
]

# (pattern of what is included, folders that may, why)
RESERVED = [
    (r"<sqlite3\.h>|<SQLiteCpp/", ("core/sqlite", "core/profile", "core/event", "core/workspace"), "SQLite stays in the stores"),
    (r"<QtWebEngine|<QWebEngine", ("ui/webview",), "Qt WebEngine stays in ui/webview"),
    (r"<Qsci/", ("ui/editor",), "QScintilla stays in ui/editor"),
    (r"<(QtWidgets/)?QMessageBox>", (), "errors are presented in place, never in a modal box"),
]

BANNED_IN_TYPES = re.compile(r"\b(?:class|struct|enum class)\s+(?:\[\[nodiscard\]\]\s+)?(\w*(?:Manager|Helper|Utils|Data|Info))\b(?!\s*;)")
SOURCES = ("core", "ui", "app")
FILE_LINES, HEADER_LINES, FUNCTION_LINES, MEDIAN_LINES, LONG_SHARE = 500, 250, 60, 8, 0.01
# Only ever to shrink: path -> why it may be longer.
SIZE_EXCEPTIONS = {}


def files(root, *suffixes, folders=SOURCES):
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in suffixes:
                yield path


def includes(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = re.match(r'\s*#\s*include\s+(["<][^">]+[">])', line)
        if match:
            yield number, match.group(1)


def module_of(relative):
    parts = pathlib.PurePosixPath(relative).parts
    return "/".join(parts[:2]) if len(parts) > 2 else None


def check_layers(root, _build=None):
    rank = {module: index for index, layer in enumerate(LAYERS) for module in layer}
    for path in files(root, ".h", ".cpp"):
        relative = path.relative_to(root).as_posix()
        own = module_of(relative)
        if own not in rank:
            yield f"{relative}: {own or relative} is in no layer; add it to LAYERS where it belongs"
            continue
        for number, name in includes(path):
            if name.startswith("<"):
                if own.startswith("core/") and re.match(r"<Q[A-Za-z]", name):
                    yield f"{relative}:{number}: core includes no Qt, yet this names {name}"
                continue
            other = module_of(name.strip('"'))
            if other is None or other.split("/")[0] not in SOURCES:
                yield f"{relative}:{number}: {name} is not a path from the root"
            elif other != own and rank.get(other, 999) >= rank[own]:
                yield f"{relative}:{number}: {own} may not include {other}, which is not below it"


def check_reserved(root, _build=None):
    for path in files(root, ".h", ".cpp"):
        relative = path.relative_to(root).as_posix()
        for number, name in includes(path):
            for pattern, allowed, why in RESERVED:
                if re.match(pattern, name) and not relative.startswith(tuple(f"{folder}/" for folder in allowed)):
                    yield f"{relative}:{number}: {name}: {why}"
        text = path.read_text(encoding="utf-8")
        for word in ("processEvents", "QEventLoop"):
            if word in text:
                yield f"{relative}: {word}: no nested event loops; hand the work to a worker and take its signal"


def check_own_header(root, _build=None):
    """So that a header which has a source compiles alone wherever the source compiles."""
    for path in files(root, ".cpp"):
        header = path.with_suffix(".h")
        if not header.exists():
            continue
        wanted = f'"{header.relative_to(root).as_posix()}"'
        number, first = next(includes(path), (1, "nothing"))
        if first != wanted:
            yield f"{path.relative_to(root).as_posix()}:{number}: include {wanted} first, so that it is seen to compile alone"


def check_names(root, _build=None):
    for path in files(root, ".h", ".cpp"):
        relative = path.relative_to(root).as_posix()
        if not re.fullmatch(r"[a-z][a-z0-9_]*\.(h|cpp)", path.name):
            yield f"{relative}: file names are lower_snake_case"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = BANNED_IN_TYPES.search(line)
            if match:
                yield f"{relative}:{number}: {match.group(1)}: name what it is, not that it is data or a helper"


def check_spdx(root, _build=None):
    for path in files(root, ".h", ".cpp", ".py", ".txt", ".cmake", folders=SOURCES + ("tests", "cmake", "resources")):
        if path.suffix == ".txt" and path.name != "CMakeLists.txt":
            continue
        head = path.read_text(encoding="utf-8", errors="replace").split("\n", 3)[:3]
        if not any("SPDX-License-Identifier: GPL-3.0-or-later" in line for line in head):
            yield f"{path.relative_to(root).as_posix()}: no SPDX line"


def function_lengths(text):
    """(line, length) of every function body in clang-formatted code: a line that opens a brace at the end of a
    definition's head, to its matching brace. Braces in literals and comments are blanked first."""
    text = re.sub(r'R"(\w*)\((?:.|\n)*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*(?:.|\n)*?\*/',
                  lambda match: "\n" * match.group(0).count("\n"), text)
    depth, stack, head, line = 0, [], "", 1
    for char in text:
        if char == "\n":
            line += 1
        if char == "{":
            clean = head.strip()
            is_body = bool(re.search(r"\)\s*(const|noexcept|override|final|mutable|->[^;{}]+|\s)*(:\s[^;]*)?$", clean)) and not re.match(
                r"(if|for|while|switch|catch|else|do|return|=)\b", clean.split("\n")[-1].strip()) and "[" not in clean.split("(")[0]
            stack.append((line, is_body and not any(body for _, body in stack)))
            depth, head = depth + 1, ""
        elif char == "}":
            if stack:
                start, body = stack.pop()
                if body:
                    yield start, line - start + 1
            depth, head = depth - 1, ""
        elif char == ";":
            head = ""
        else:
            head += char


def check_sizes(root, _build=None):
    lengths = []
    for path in files(root, ".h", ".cpp", folders=SOURCES + ("tests",)):
        relative = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        count = text.count("\n")
        limit = HEADER_LINES if path.suffix == ".h" else FILE_LINES
        if count > limit and relative not in SIZE_EXCEPTIONS:
            yield f"{relative}: {count} lines, more than {limit}; it wants a wall"
        if not relative.startswith("tests/"):
            lengths += [(length, f"{relative}:{line}") for line, length in function_lengths(text)]
    for relative in SIZE_EXCEPTIONS:
        if not (root / relative).exists():
            yield f"SIZE_EXCEPTIONS names {relative}, which is gone; remove the line"
    if not lengths:
        yield "no function was found: the measure is broken"
        return
    lengths.sort()
    median = lengths[len(lengths) // 2][0]
    if median > MEDIAN_LINES:
        yield f"the median function has {median} lines, more than {MEDIAN_LINES}"
    long = [f"{place} ({length} lines)" for length, place in lengths if length > FUNCTION_LINES]
    if len(long) > LONG_SHARE * len(lengths):
        yield f"{len(long)} of {len(lengths)} functions have more than {FUNCTION_LINES} lines: {', '.join(long)}"


def check_links(_root, build):
    """The command line's executable links neither Qt Widgets nor Qt WebEngine, in fact no Qt at all."""
    program = pathlib.Path(build) / "app" / "postweave-cli"
    if not program.exists():
        yield f"{program} is not there"
        return
    for line in subprocess.run(["ldd", str(program)], capture_output=True, text=True, check=True).stdout.splitlines():
        if "Qt" in line:
            yield f"postweave-cli links {line.strip()}"


def check_self(_root, _build=None):
    """Plants a violation of each rule and expects it to be found, once."""
    planted = {
        check_layers: [("core/base/a.h", '#include "core/event/b.h"\n'), ("core/base/c.h", "#include <QString>\n"),
                       ("ui/data/d.cpp", '#include "ui/start/e.h"\n'), ("core/nowhere/f.h", "\n")],
        check_reserved: [("ui/data/a.cpp", "#include <QMessageBox>\n"), ("core/base/b.cpp", "#include <sqlite3.h>\n"),
                         ("ui/data/c.cpp", "QEventLoop loop;\n")],
        check_own_header: [("core/base/a.cpp", '#include <string>\n#include "core/base/a.h"\n')],
        check_names: [("core/base/BadName.h", "\n"), ("core/base/a.h", "class ProfileManager {\n")],
        check_spdx: [("core/base/a.h", "#pragma once\n")],
        check_sizes: [("core/base/a.h", "int f()\n{\n    return 1;\n}\n" + "\n" * 260),
                      ("core/base/b.cpp", "int g()\n{\n" + "    h();\n" * 70 + "}\n")],
    }
    for check, plants in planted.items():
        for name, text in plants:
            with tempfile.TemporaryDirectory() as folder:
                root = pathlib.Path(folder)
                (root / name).parent.mkdir(parents=True)
                if check is check_own_header:
                    (root / name).with_suffix(".h").touch()
                (root / name).write_text(text, encoding="utf-8")
                if not list(check(root)):
                    yield f"{check.__name__} does not see what is wrong with {name}"


def main():
    check = globals().get(f"check_{sys.argv[1]}") if len(sys.argv) > 2 else None
    if check is None:
        sys.exit(__doc__)
    violations = list(check(pathlib.Path(sys.argv[2]), *sys.argv[3:]))
    print("\n".join(violations))
    sys.exit(1 if violations else 0)


if __name__ == "__main__":
    main()
