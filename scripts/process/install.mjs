// Installs the packages when they are missing or the lockfile changed. No dependencies: it runs before there are any.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sayProgress } from "./progress.mjs";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const NODE_MINIMUM = [20, 11];

/** Makes node_modules match package-lock.json and resolves to the Node binary to go on with; exits with one sentence on failure. */
export async function ensureInstalled() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < NODE_MINIMUM[0] || (major === NODE_MINIMUM[0] && minor < NODE_MINIMUM[1])) {
    stop(
      `Node ${process.versions.node} is too old: install Node ${NODE_MINIMUM.join(".")} or newer and run this again.`,
    );
  }
  process.chdir(root);
  const stamp = join(root, "node_modules", ".duelane-lock");
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const installed = existsSync(stamp) && readFileSync(stamp, "utf8") === lock;
  if (!installed) {
    const release = onlyOneInstalls();
    console.log("Installing packages (the first time and after updates; usually one to two minutes) …");
    const code = await install();
    release();
    if (code !== 0)
      stop("The packages could not be installed: check the network and the registry, then run this again.");
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, lock);
  }
  return pinnedNode();
}

/** `npm ci`, saying all the while that it is at it. Gives its exit code. */
function install() {
  const npm = spawn("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, npm_config_update_notifier: "false" },
    shell: process.platform === "win32",
  });
  const progress = sayProgress(() => "npm downloads and unpacks");
  return new Promise((done) => {
    const end = (code) => {
      progress.stop();
      done(code);
    };
    npm.on("error", () => end(1));
    npm.on("exit", (code) => end(code ?? 1));
  });
}

/** Two installs at once empty each other's folder. Returns what ends the claim; that of a process that is gone counts for nothing. */
function onlyOneInstalls() {
  const claim = join(tmpdir(), `duelane-installs-${createHash("sha256").update(root).digest("hex").slice(0, 12)}`);
  const claimed = existsSync(claim) && Number(readFileSync(claim, "utf8"));
  if (claimed && isAlive(claimed)) {
    stop(`Process ${claimed} installs the packages here already: wait until it is done, then run this again.`);
  }
  writeFileSync(claim, String(process.pid));
  return () => rmSync(claim, { force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function pinnedNode() {
  const bundled = join(root, "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
  if (existsSync(bundled) && spawnSync(bundled, ["--version"]).status === 0) return bundled;
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 24) {
    stop(
      `There is no bundled Node for ${process.platform}-${process.arch}: install Node 24 or newer and run this again.`,
    );
  }
  return process.execPath;
}

/** Runs a command in the project with the pinned Node first on PATH; signals reach it, its exit code comes back. */
export function run(command, args, env = {}) {
  const path = `${dirname(command)}:${join(root, "node_modules", ".bin")}:${process.env.PATH}`;
  const child = spawn(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, PATH: path, ...env } });
  // Ctrl-C reaches the child by itself (same process group); staying alive lets it finish in order.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (signal !== "SIGINT") child.kill(signal);
    });
  }
  return new Promise((done) => {
    child.on("error", (error) => {
      console.error(String(error));
      done(1);
    });
    child.on("exit", (code, signal) => done(code ?? (signal ? 1 : 0)));
  });
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
