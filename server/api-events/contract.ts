// Events that a customer's own system sends about its debtors. Safe in the browser.
import { z } from "zod";
import { apiEventName } from "@/server/journeys/graph/signals";
import { publicId } from "@/server/public-ids";

const FIELDS_MAX = 20;
const DATA_BYTES_MAX = 4_096;

const field = z.string().regex(/^[A-Za-z][\w.-]{0,39}$/, "must be a name like load_number, at most 40 characters");
// PostgreSQL keeps no NUL.
const words = z
  .string()
  .max(500)
  .refine((text) => !text.includes("\0"), "must not contain NUL");

/** Flat, so that it can be shown to people as it is. */
const apiEventData = z
  .record(field, z.union([words, z.number(), z.boolean()]))
  .refine((data) => Object.keys(data).length <= FIELDS_MAX, `at most ${FIELDS_MAX} fields`)
  .refine(
    (data) => new TextEncoder().encode(JSON.stringify(data)).length <= DATA_BYTES_MAX,
    `at most ${DATA_BYTES_MAX} bytes as JSON`,
  );
export type ApiEventData = z.output<typeof apiEventData>;

export const recordApiEventInput = z.object({
  debtorId: publicId("debtor"),
  event: apiEventName,
  data: apiEventData.default({}),
});
export type RecordApiEventInput = z.output<typeof recordApiEventInput>;
