import { withTenant } from "@/db/tenant-transaction";
import { loadCall } from "@/server/calls/keyed/loaded-call";
import type { CallTurn } from "@/server/calls/ports";
import { addTurnsOnce } from "@/server/calls/recording/add-turns";
import { spokenScript, standardTexts } from "@/server/conversations/standard-texts";
import type { TenantContext } from "@/server/tenant-context";
import { recordDelivery } from "@/server/touches/record-delivery";

/** Somebody, or something, picked up: what to say. A machine, or who may be one, hears no word about money. */
export async function answerCall(
  ctx: TenantContext,
  call: { touchId: string; answeredBy: "person" | "machine" | "unknown"; vendorWord?: string },
): Promise<CallTurn> {
  return withTenant(ctx, async (tx) => {
    const { company, phone, language, script } = await loadCall(tx, ctx, call.touchId);
    const texts = standardTexts[language];
    const outcome = call.answeredBy === "machine" ? ("voicemail" as const) : ("answered" as const);
    const answeredBy = call.vendorWord ?? call.answeredBy;
    await recordDelivery(tx, ctx, { touchId: call.touchId }, { status: "delivered", call: { outcome, answeredBy } });
    const turns: Record<typeof call.answeredBy, CallTurn> = {
      machine: { language, say: [texts.voicemail(company, phone)], gather: null },
      unknown: { language, say: [texts.nothingToSay(company, phone), texts.goodbye], gather: null },
      person: {
        language,
        say: spokenScript(script ?? texts.nothingToSay(company, phone), company, texts),
        gather: { step: "menu", digitsMax: 1, attempt: 1 },
      },
    };
    const turn = turns[call.answeredBy];
    await addTurnsOnce(tx, ctx, call.touchId, "opening", [
      { speaker: "agent", kind: "speech", text: turn.say.join("\n"), language },
    ]);
    return turn;
  });
}
