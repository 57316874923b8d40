import type { TriedContact, TryContactInput } from "@/server/contact-rules/contract";
import { type LoadedContact, loadContact } from "@/server/contact-rules/load-contact";
import { read } from "@/server/mutate";
import type { Decision } from "@/server/policy/contract";
import { decide } from "@/server/policy/decide";
import { readRules } from "@/server/policy/read-rules";
import { currentPack } from "@/server/policy/rules/pack";
import { zonesOf } from "@/server/policy/zones";
import type { TenantContext } from "@/server/tenant-context";
import { instantAt } from "@/server/time/calendar";
import { chooseContactPoint } from "@/server/touches/deciding/choose-contact-point";
import type { ContactPoint } from "@/server/touches/deciding/debtor-facts";
import { noAddress } from "@/server/touches/deciding/judge-contact";
import { judgeMoney } from "@/server/touches/deciding/judge-money";
import { policyQuestion } from "@/server/touches/deciding/policy-question";

/** "May I contact this debtor?", answered as the engine would answer it then, and nothing is sent or reserved. */
export function tryContact(ctx: TenantContext, input: TryContactInput): Promise<TriedContact> {
  return read(ctx, "contactRules.read", async (tx) => {
    const loaded = await loadContact(tx, ctx, input);
    const point = chooseContactPoint(loaded.debtor, input.channel);
    const zone = zonesOf({ ...loaded.debtor, city: null }, point?.address ?? null)[0] ?? null;
    const at = input.at ? atWallClock(zone ?? loaded.facts.tenant.timeZone, input.at) : loaded.now;
    const decision = point ? judge(loaded, point, input, at) : noAddress();
    const money = input.purpose === "reminder" ? judgeMoney(loaded.money, at) : null;
    const deciding = money ?? decision;
    return {
      at,
      zone,
      candidateZones: decision.candidateZones,
      verdict: deciding.verdict,
      code: deciding.code,
      nextAllowedAt: deciding.nextAllowedAt,
      obligations: decision.obligations,
      rules: [...(money ? readRules(money) : []), ...readRules(decision)],
      rulePackVersion: currentPack.version,
      counted: decision.asked?.history.length ?? 0,
      contactName: point?.contactName ?? null,
    };
  });
}

function judge(
  { debtor, facts, ledger, money }: LoadedContact,
  point: ContactPoint,
  { channel, purpose }: TryContactInput,
  at: Date,
): Decision {
  const promotional = purpose === "promotional";
  const contact = { debtor, point, channel, purpose: promotional ? "service" : purpose, disputed: money.disputed };
  return decide(policyQuestion({ ...contact, promotional }, facts, ledger, at));
}

function atWallClock(zone: string, local: string): Date {
  return instantAt(zone, local.slice(0, 10), local.slice(11));
}
