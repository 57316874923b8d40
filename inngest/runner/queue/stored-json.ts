// PostgreSQL's jsonb refuses two things that JSON allows: U+0000 and halves of surrogate pairs.
const REFUSED = /\\u(?:0000|d[89a-f])/i;

/** JSON text for a jsonb column; the refused characters become U+FFFD rather than losing a step's result. */
export function storedJson(value: unknown): string {
  const text = JSON.stringify(value ?? null) ?? "null";
  if (!REFUSED.test(text)) return text;
  return JSON.stringify(value, (_name, part) =>
    typeof part === "string" ? part.toWellFormed().replaceAll("\u0000", "\uFFFD") : part,
  );
}
