// npm leaves optional packages of other platforms out of a lockfile when the registry did not serve
// them, and `npm ci` then rejects that very lockfile. This adds the missing entries as stubs, so that
// `npm ci` works everywhere. It leaves out, too, for which C library some are, and `npm ci` then installs both: a hundred
// megabytes for nothing. Run it after each change of dependencies: npm run lockfile:complete
import { readFileSync, writeFileSync } from "node:fs";
import { root } from "./process/install.mjs";

const lockPath = `${root}/package-lock.json`;
const lock = JSON.parse(readFileSync(lockPath, "utf8"));
const OS = ["android", "darwin", "linux", "win32", "freebsd", "openbsd", "netbsd", "sunos", "aix", "openharmony"];
const CPU = ["arm64", "x64", "arm", "ia32", "ppc64", "s390x", "riscv64", "loong64", "mips64el", "wasm32"];

let added = 0;
for (const [parent, meta] of Object.entries({ ...lock.packages })) {
  for (const [name, range] of Object.entries(meta.optionalDependencies ?? {})) {
    const resolvesSomewhere = ancestors(parent).some((place) => lock.packages[join(place, name)]);
    if (resolvesSomewhere) continue;
    const words = name.split(/[-/]/);
    lock.packages[`node_modules/${name}`] = {
      version: range.replace(/^[^\d]*/, ""),
      cpu: [CPU.find((cpu) => words.includes(cpu)) ?? (words.includes("wasm32") ? "wasm32" : "arm")],
      optional: true,
      os: [OS.find((os) => words.includes(os)) ?? (words.includes("wasm32") ? "none" : "linux")],
    };
    added += 1;
  }
}
for (const [place, meta] of Object.entries(lock.packages)) {
  if (meta.os?.includes("linux") && /-musl\w*$/.test(place)) meta.libc ??= ["musl"];
}
writeFileSync(lockPath, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} entries added`);

function join(place, name) {
  return place ? `${place}/node_modules/${name}` : `node_modules/${name}`;
}

function ancestors(place) {
  const places = [place];
  for (let at = place; at; ) {
    const cut = at.lastIndexOf("/node_modules/");
    at = cut < 0 ? "" : at.slice(0, cut);
    places.push(at);
  }
  return places;
}
