// Makes the packages of npm: the launcher, and one for each platform that a program was given for.
//   node npm/pack.mjs OUT linux-x64=target/static/crosscheck win32-x64=…/crosscheck.exe
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const [out, ...programs] = process.argv.slice(2);
if (!out || programs.some((program) => !/^(darwin|linux|win32)-(arm64|x64)=./.test(program))) {
  console.error("usage: node npm/pack.mjs OUT PLATFORM=PROGRAM...; PLATFORM is darwin, linux or win32, then -arm64 or -x64");
  process.exit(2);
}
const launcher = JSON.parse(readFileSync(join(root, "npm/crosscheck/package.json"), "utf8"));
const version = /^version = "(.+)"$/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8"))[1];
const said = [launcher.version, ...Object.values(launcher.optionalDependencies)];
if (said.some((other) => other !== version)) {
  console.error(`npm/crosscheck/package.json: a version is not ${version}, that of Cargo.toml`);
  process.exit(1);
}

// Where the packages are made says where they come from: npm asks for it before it vouches for that.
const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: place } = process.env;
const origin = server && place ? { repository: { type: "git", url: `git+${server}/${place}.git` } } : {};
const stage = join(resolve(out), "stage");
rmSync(stage, { recursive: true, force: true });

function pack(folder, manifest) {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, ...origin }, null, 2) + "\n");
  for (const file of ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"]) copyFileSync(join(root, file), join(folder, file));
  console.log(execFileSync("npm", ["pack", "--silent", "--pack-destination", resolve(out)], { cwd: folder, encoding: "utf8" }).trim());
}

for (const given of programs) {
  const [platform, program] = given.split(/=(.*)/s);
  const [os, cpu] = platform.split("-");
  const folder = join(stage, platform);
  const name = os === "win32" ? "crosscheck.exe" : "crosscheck";
  mkdirSync(folder, { recursive: true });
  copyFileSync(program, join(folder, name));
  chmodSync(join(folder, name), 0o755);
  const { description, license } = launcher;
  const manifest = { name: `@crosscheck/${platform}`, version, description: `${description} (the program for ${platform})`, license };
  Object.assign(manifest, { os: [os], cpu: [cpu], files: [name, "LICENSE-*", "NOTICE"], preferUnplugged: true });
  pack(folder, manifest);
}
cpSync(join(root, "npm/crosscheck"), join(stage, "crosscheck"), { recursive: true });
pack(join(stage, "crosscheck"), launcher);
