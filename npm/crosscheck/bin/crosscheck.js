#!/usr/bin/env node
// Starts the program of this platform, which npm installed as a package of its own. Nothing is fetched.
"use strict";
const { spawn } = require("node:child_process");
const { constants } = require("node:os");

const platform = `${process.platform}-${process.arch}`;
const program = process.platform === "win32" ? "crosscheck.exe" : "crosscheck";

function find() {
  try {
    return require.resolve(`@crosscheck/${platform}/${program}`);
  } catch {
    console.error(
      `crosscheck: the package @crosscheck/${platform} is not installed; install again without --omit=optional, ` +
        "or, if there is none for this platform, see docs/install.md",
    );
    process.exit(2);
  }
}

const child = spawn(find(), process.argv.slice(2), { stdio: "inherit" });
// The terminal tells the program itself; what is sent to this process alone is passed on.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  console.error(`crosscheck: cannot start ${child.spawnfile}: ${error.message}`);
  process.exit(2);
});
child.on("exit", (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
