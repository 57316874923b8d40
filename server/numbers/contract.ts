// What the doors of a workspace's telephone numbers take and give. Browser safe.
import { z } from "zod";
import { publicId } from "@/server/public-ids";

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const open = z
  .object({ from: clockTime, to: clockTime })
  .refine(({ from, to }) => from < to, { path: ["to"], message: "must be later than it opens" });

/** A day that is absent is closed. */
export const openingHours = z.partialRecord(z.enum(weekdays), open);
export type OpeningHours = z.output<typeof openingHours>;

const numberId = publicId("phoneNumber");
const changeable = {
  label: z.string().trim().min(1).max(80),
  outbound: z.boolean(),
  flowId: publicId("flow").nullable(),
  hours: openingHours.nullable(),
};

export const numberInput = z.object({ numberId });
export const addNumberInput = z.object({ number: z.string().trim().min(3).max(40), ...changeable });
export const changeNumberInput = z.object({ numberId, ...changeable });
export const callsAtOnceMax = 200;
export const callsAtOnceInput = z.object({ callsAtOnce: z.number().int().min(1).max(callsAtOnceMax) });

export type AddNumberInput = z.output<typeof addNumberInput>;
export type ChangeNumberInput = z.output<typeof changeNumberInput>;

export type NumberRow = {
  id: string;
  e164: string;
  label: string;
  outbound: boolean;
  flow: { id: string; name: string } | null;
  hours: OpeningHours | null;
  archivedAt: Date | null;
};
