// By what key suites know a case. Pure.
import { toPublicId } from "@/server/public-ids";

export const keyOfCase = (id: string) => `case_${id.replaceAll("-", "")}`;

/** The case's public id; null: the key is of somebody of the product's. */
export function caseOfKey(key: string): string | null {
  const parts = /^case_(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(key)?.slice(1);
  return parts ? toPublicId("flowCase", parts.join("-")) : null;
}
