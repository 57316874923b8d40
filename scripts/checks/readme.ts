// Fails when a README names a path or an npm script that does not exist, or .env.example lacks a variable we read.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { knownVariables } from "@/server/env";

const scripts = Object.keys(
  (JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> }).scripts,
);
const roomNames = /^(app|bench|components|db|e2e|emails|inngest|public|scripts|server)\//;
const problems: string[] = [];

const readmes = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  encoding: "utf8",
})
  .split("\n")
  .filter(Boolean);
for (const file of readmes) {
  const text = readFileSync(file, "utf8");
  for (const [, name] of text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)) {
    if (name && !scripts.includes(name)) problems.push(`${file}: there is no script "npm run ${name}"`);
  }
  for (const [, path] of text.matchAll(/`([\w@[\]().-]+\/[\w@[\]()./-]*)`/g)) {
    if (!path || /[*<…]/.test(path)) continue;
    const here = [path, join(dirname(file), path)];
    if (roomNames.test(path) && !here.some((place) => existsSync(place))) problems.push(`${file}: there is no ${path}`);
  }
}

const example = readFileSync(".env.example", "utf8");
for (const name of knownVariables) {
  if (!new RegExp(`^#? ?${name}=`, "m").test(example)) problems.push(`.env.example: ${name} is missing`);
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
