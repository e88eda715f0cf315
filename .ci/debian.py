"""The .deb: its members, its control files, and dpkg-deb over them."""

import gzip
import hashlib
import os
import shutil
import subprocess
import time

MACHINE = {"x86_64": "amd64", "aarch64": "arm64"}
MAINTAINER = "the imcode authors <imcode@localhost>"


def zipped(content):
    return gzip.compress(content, 9, mtime=0)


def members(root, version, date, program, notices):
    completions, share, doc = root / "completions", "usr/share", "usr/share/doc/imcode"
    return {
        "usr/bin/imcode": program,
        f"{share}/bash-completion/completions/imcode": (completions / "imcode.bash").read_bytes(),
        f"{share}/zsh/vendor-completions/_imcode": (completions / "_imcode").read_bytes(),
        f"{share}/fish/vendor_completions.d/imcode.fish": (completions / "imcode.fish").read_bytes(),
        f"{share}/man/man1/imcode.1.gz": zipped((completions / "imcode.1").read_bytes()),
        f"{doc}/changelog.gz": zipped((root / "CHANGELOG.md").read_bytes()),
        f"{doc}/changelog.Debian.gz": zipped(changelog(version, date).encode()),
        f"{doc}/copyright": copyright((root / "LICENSE-MIT").read_text("utf-8")).encode(),
        f"{doc}/THIRD-PARTY-NOTICES.txt.gz": zipped(notices),
    }


def pack(folder, package, members, control, date):
    """Puts all of it below `folder` first, with one date and the modes of a package."""
    sums = (f"{hashlib.md5(content).hexdigest()}  {name}\n" for name, content in sorted(members.items()))
    all_of = {
        **members,
        "DEBIAN/control": control.encode(),
        "DEBIAN/md5sums": "".join(sums).encode(),
    }
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in all_of.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o755 if name == "usr/bin/imcode" else 0o644)
    for path in [*folder.rglob("*"), folder]:
        if path.is_dir():
            path.chmod(0o755)
        os.utime(path, (date, date))
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(folder), str(package)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(date)}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)


def control(version, machine, members):
    size = sum((len(content) + 1023) // 1024 for content in members.values())
    return f"""\
Package: imcode
Version: {version}-1
Architecture: {MACHINE[machine]}
Maintainer: {MAINTAINER}
Installed-Size: {size}
Section: devel
Priority: optional
Description: explains the error codes of Tencent Cloud Chat
 For each code of the IM SDKs and their server it says what happened, what to do
 and whether the call may be repeated. Codes are looked up by number, by range, by
 the name of the constant or by words, in English and in Chinese.
"""


def changelog(version, date):
    day = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(date))
    return f"""\
imcode ({version}-1) unstable; urgency=medium

  * Release {version}; changelog.gz says what is new.

 -- {MAINTAINER}  {day}
"""


def copyright(license):
    paragraphs = license.split("\n\n", 1)[1].strip().splitlines()
    mit = "\n".join(f" {line or '.'}" for line in paragraphs)
    return f"""\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: imcode
Comment: THIRD-PARTY-NOTICES.txt.gz has the notices of what is linked in.

Files: *
Copyright: the imcode authors
License: Expat or Apache-2.0

License: Expat
{mit}

License: Apache-2.0
 On Debian systems the text of this license is in
 /usr/share/common-licenses/Apache-2.0.
"""
