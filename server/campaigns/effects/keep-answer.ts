// What a webhook step keeps of an answer. Pure.

export type Kept = Record<string, string | number | boolean | null>;

/** The values under these paths, `a.b.0.c`; what is not there, or is no plain value, is null. */
export function keepAnswer(body: unknown, paths: readonly string[]): Kept {
  return Object.fromEntries(paths.map((path) => [path, plain(at(body, path.split(".")))]));
}

function at(value: unknown, path: readonly string[]): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (value === null || typeof value !== "object" || !Object.hasOwn(value, first)) return undefined;
  return at((value as Record<string, unknown>)[first], rest);
}

function plain(value: unknown): string | number | boolean | null {
  if (typeof value === "string") return value.slice(0, 200);
  if (typeof value === "number" && Number.isFinite(value)) return value;
  return typeof value === "boolean" ? value : null;
}
