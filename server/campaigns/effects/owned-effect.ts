// Effects of steps, and whose they are. Internal to effects.
import type { Effect } from "@/server/journeys/interpreter/state";

export type EffectOf<Kind extends Effect["kind"]> = Extract<Effect, { kind: Kind }>;
export type OwnedEffect<Asked extends Effect = Effect> = { enrollmentId: string; debtorId: string; effect: Asked };

/** The key of a step's visit. */
export function keyOf({ enrollmentId, effect }: OwnedEffect): string {
  return `${enrollmentId}:${effect.nodeId}:${effect.visit}`;
}
