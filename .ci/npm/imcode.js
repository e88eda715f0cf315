#!/usr/bin/env node
// Runs the program of the package for this platform, imcode-<system>-<machine>: npm installs the one
// that fits, for package.json names them all as optional. Exit status: the program's own; 2 if there is
// no program that can be started.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

const platform = `${process.platform}-${process.arch}`;
const platforms = Object.keys(require("./package.json").optionalDependencies);

function fail(english, chinese) {
  const { IMCODE_LANG, LC_ALL, LC_MESSAGES, LANG } = process.env;
  const isChinese = (IMCODE_LANG || LC_ALL || LC_MESSAGES || LANG || "").startsWith("zh");
  console.error((isChinese ? chinese : english).join("\n"));
  process.exit(2);
}

function find() {
  const name = `imcode-${platform}`;
  try {
    return require.resolve(`${name}/imcode${process.platform === "win32" ? ".exe" : ""}`);
  } catch {
    if (platforms.includes(name)) {
      return fail(
        [
          `error: the npm package \`${name}\` is not installed`,
          "hint: install imcode again on this machine, with optional dependencies",
        ],
        [`错误：没有安装 npm 包 \`${name}\``, "提示：在这台机器上重新安装 imcode，不要跳过可选依赖（optional dependencies）"],
      );
    }
    return fail(
      [
        `error: imcode has no program for ${platform}`,
        "hint: build one with a Rust toolchain, in a checkout of imcode: cargo install --path . --locked",
      ],
      [
        `错误：imcode 没有 ${platform} 的程序`,
        "提示：可以自己编译：装好 Rust 工具链，在 imcode 的代码目录里运行 cargo install --path . --locked",
      ],
    );
  }
}

// Signals that are sent to this process alone are passed on: the program ends first, and this process as
// it did. Ctrl-C reaches the program from the terminal as well, where a second one changes nothing.
for (const signal of ["SIGINT", "SIGTERM", "SIGQUIT", "SIGHUP"]) {
  process.on(signal, () => program.kill(signal));
}

const program = spawn(find(), process.argv.slice(2), { stdio: "inherit" });

program.on("error", (error) =>
  fail([`error: the program of imcode cannot be started: ${error.message}`], [`错误：无法启动 imcode 的程序：${error.message}`]),
);
program.on("close", (status, signal) => {
  if (signal) {
    process.removeAllListeners(signal);
    // If Node.js ignores it.
    process.exitCode = 128 + constants.signals[signal];
    process.kill(process.pid, signal);
  } else {
    process.exit(status);
  }
});
