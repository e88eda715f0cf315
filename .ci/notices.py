"""The notices of all that is linked into a program: what crates, standard library and C library ask to
be passed on. Printed by `python3 .ci/notices.py TARGET`; part of every package of `.ci/release`.

cargo-about, the usual tool, knows the crates alone: of the standard library and of musl it says nothing.
"""

import html
import json
import re
import subprocess
import sys
from pathlib import Path

# Files that a license may ask to pass on, by the beginning of their names.
NAMES = ("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE")

MUSL = """musl as a whole is licensed under the following standard MIT license:

Copyright © 2005-2020 Rich Felker, et al.

Permission is hereby granted, free of charge, to any person obtaining
a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including
without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to
permit persons to whom the Software is furnished to do so, subject to
the following conditions:

The above copyright notice and this permission notice shall be
included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND,
EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT.
IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY
CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT,
TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."""


def output(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def linked(target):
    """The packages that a program for `target` holds: no build scripts, no macros, not imcode itself."""
    edges = ["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]
    tree = output("cargo", "tree", "--locked", "--target", target, *edges)
    names = {tuple(line.split()[:2]) for line in tree.splitlines()}
    metadata = json.loads(output("cargo", "metadata", "--locked", "--format-version", "1"))
    for package in metadata["packages"]:
        is_own = package["id"] in metadata["workspace_members"]
        if (package["name"], f"v{package['version']}") in names and not is_own:
            yield package


def chosen(expression, texts):
    """Of a choice with MIT, MIT and what is no license text; of anything else, everything."""
    is_choice = "MIT" in re.split(r"\s+OR\s+|/", expression or "")
    if is_choice and "LICENSE-MIT" in texts:
        return {name: text for name, text in texts.items() if name.startswith(("LICENSE-MIT", "COPYRIGHT", "NOTICE"))}
    return texts


def of_crates(target):
    for package in linked(target):
        folder = Path(package["manifest_path"]).parent
        texts = {
            path.name: path.read_text("utf-8")
            for path in sorted(folder.iterdir())
            if path.is_file() and path.name.upper().startswith(NAMES)
        }
        if not texts:
            raise SystemExit(f"{package['name']} {package['version']} has no license file")
        for text in chosen(package["license"], texts).values():
            yield f"{package['name']} {package['version']} ({package['license']})", text


def of_standard_library():
    """From the page that comes with each toolchain, in which every crate repeats its licenses."""
    documents = Path(output("rustc", "--print", "sysroot").strip(), "share/doc/rust")
    page = (documents / "COPYRIGHT-library.html").read_text("utf-8")
    tree, *crates = page.split("<h3>📦 ")
    plain = html.unescape(re.sub(r"<[^>]+>", "", tree[tree.index("<body") :]))
    version = output("rustc", "--version").split()[1]
    yield f"Rust standard library {version}", re.sub(r"\n\s*\n", "\n\n", plain)
    yield "Rust standard library", (documents / "licenses/MIT.txt").read_text("utf-8")
    for crate in crates:
        name, rest = crate.split("</h3>", 1)
        license = re.search(r"<b>License:</b> ([^<]*)", rest)
        files = re.findall(r"<summary><code>([^<]*)</code></summary>\s*<pre>(.*?)</pre>", rest, re.DOTALL)
        texts = {name: html.unescape(text) for name, text in files}
        for text in chosen(license and license[1], texts).values():
            yield f"{name}, in the Rust standard library", text


def of_data():
    text = (Path(__file__).parent.parent / "LICENSE-APACHE").read_text("utf-8")
    yield "OpenCC (Apache-2.0): pairs of Traditional and Simplified characters", text


def notices(target):
    """One text; what several share is there once, under all their names."""
    all_of = {}
    sources = [of_crates(target), of_data(), of_standard_library()]
    if "musl" in target:
        sources.append([("musl libc 1.2", MUSL)])
    for source in sources:
        for name, text in source:
            lines = [line.rstrip() for line in text.strip("\n").splitlines()]
            all_of.setdefault("\n".join(lines).rstrip(), []).append(name)
    parts = ["imcode contains the following works of others."]
    parts += ["\n".join([*dict.fromkeys(names), "", text]) for text, names in all_of.items()]
    return f"\n\n{'=' * 80}\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(notices(sys.argv[1]))
