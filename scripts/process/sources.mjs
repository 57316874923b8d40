// Runs our TypeScript: `node --import ./scripts/process/sources.mjs file.ts`, as tsx does; and what is imported is looked
// for once a process, not once for each file that names it. Node reads the whole description of the package that a file
// belongs to for each import of it, and Drizzle's is long: 1.5 s of processor time at every start of a process.
import { registerHooks } from "node:module";
import "tsx";

const known = new Map();

registerHooks({
  resolve(specifier, context, nextResolve) {
    const place = placeOf(specifier, context.parentURL);
    if (place === undefined) return nextResolve(specifier, context);
    const key = `${place} ${context.conditions.join()} ${JSON.stringify(context.importAttributes)}`;
    const before = known.get(key);
    if (before) return before;
    const found = nextResolve(specifier, context);
    known.set(key, { ...found, shortCircuit: true });
    return found;
  },
});

/** What the same answer belongs to; undefined where each file may mean something else by it. */
function placeOf(specifier, parent) {
  if (parent === undefined || specifier.includes(":")) return undefined;
  if (specifier.startsWith(".")) return parent.startsWith("file:") ? new URL(specifier, parent).href : undefined;
  // Inside a package a name may lead to another version than outside.
  return parent.includes("/node_modules/") || specifier.startsWith("#") ? undefined : specifier;
}
