// How far an agent may go: the typed policy of an offer. Nothing outside of it is ever offered, whatever is asked for. Pure.
import { z } from "zod";

const percent = z.number().int().min(1).max(100);

export const offerPolicy = z.object({
  /** Everything at a later day. */
  extension: z.object({ daysMax: z.number().int().min(1).max(90) }).optional(),
  instalments: z
    .object({
      countMax: z.number().int().min(2).max(24),
      everyDays: z.number().int().min(7).max(31),
      /** The first, paid at once, is at least this share of all. */
      firstPercentMin: percent,
    })
    .optional(),
  /** Off for paying all of it soon. */
  discount: z
    .object({ percentMax: z.number().int().min(1).max(50), withinDays: z.number().int().min(1).max(30) })
    .optional(),
});
export type OfferPolicy = z.infer<typeof offerPolicy>;
