// From what an entry keeps, ids, codes and counts in minor units, to parts that a screen can show as people read them.
// Total over whatever JSON stands there. Pure.
import type { LogDetail, LogThing } from "@/server/audit/contract";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const day = /^\d{4}-\d{2}-\d{2}$/;

type Naming = (id: string, name: string) => LogThing;

/** Every id that the details name. */
export function idsIn(value: unknown): string[] {
  if (typeof value === "string") return uuid.test(value) ? [value.toLowerCase()] : [];
  if (Array.isArray(value)) return value.flatMap(idsIn);
  return isRecord(value) ? Object.values(value).flatMap(idsIn) : [];
}

export function tellDetails(details: unknown, thing: Naming): LogDetail[] {
  if (!isRecord(details)) return [];
  const currency = typeof details.currency === "string" ? details.currency : null;
  return Object.entries(details).flatMap(([name, value]) =>
    name === "currency" && hasMoney(details) ? [] : tell(name, value, currency, thing),
  );
}

function tell(name: string, value: unknown, currency: string | null, thing: Naming): LogDetail[] {
  if (value === null || value === undefined || value === "") return [];
  if (typeof value === "number") {
    if (currency && /Minor$/.test(name)) {
      return [{ name: name.replace(/Minor$/, ""), type: "money", amountMinor: value, currency }];
    }
    return [{ name, type: "number", value }];
  }
  if (typeof value === "boolean") return [{ name, type: "flag", value }];
  if (typeof value === "string") {
    if (uuid.test(value)) return [{ name, type: "thing", value: thing(value.toLowerCase(), name) }];
    return [{ name, type: day.test(value) ? "day" : "word", value }];
  }
  if (Array.isArray(value)) {
    const ids = value.filter((each): each is string => typeof each === "string" && uuid.test(each));
    if (ids.length > 0) return ids.map((id) => ({ name, type: "thing", value: thing(id.toLowerCase(), name) }));
    const words = value.filter((each) => typeof each === "string" || typeof each === "number");
    return words.length > 0 ? [{ name, type: "word", value: words.join(", ") }] : [];
  }
  return isRecord(value) ? Object.entries(value).flatMap(([key, inner]) => tell(key, inner, currency, thing)) : [];
}

function hasMoney(details: Record<string, unknown>): boolean {
  return Object.entries(details).some(([name, value]) => /Minor$/.test(name) && typeof value === "number");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
