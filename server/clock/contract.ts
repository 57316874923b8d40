// The workspace's clock, seen from outside. Safe in the browser.
import { z } from "zod";
import { publicId } from "@/server/public-ids";

export const moveClockInput = z.discriminatedUnion("to", [
  z.object({ to: z.literal("hour") }),
  z.object({ to: z.literal("day") }),
  z.object({ to: z.literal("next_event") }),
  /** Until this campaign, or every running one, has ended. */
  z.object({ to: z.literal("campaign_end"), campaignId: publicId("campaign").optional() }),
  z.object({ to: z.literal("instant"), at: z.date() }),
]);
export type MoveClockInput = z.output<typeof moveClockInput>;

export type ClockState = {
  /** A live workspace follows real time and cannot be moved. */
  movable: boolean;
  now: Date;
  /** Stands at `now` until it is moved. */
  standing: boolean;
  timeZone: string;
  /** While it is being moved. */
  targetAt: Date | null;
  /** Why the last move stopped early. */
  error: string | null;
  nextEventAt: Date | null;
};
