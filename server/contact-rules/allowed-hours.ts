import { type AllowedHours, type AllowedHoursInput, calendarDays } from "@/server/contact-rules/contract";
import { loadContact } from "@/server/contact-rules/load-contact";
import { read } from "@/server/mutate";
import { allowedHours as calendarOf } from "@/server/policy/calendar/allowed-hours";
import type { Channel } from "@/server/policy/contract";
import { zonesOf } from "@/server/policy/zones";
import type { TenantContext } from "@/server/tenant-context";
import { chooseContactPoint } from "@/server/touches/deciding/choose-contact-point";
import { policyQuestion } from "@/server/touches/deciding/policy-question";

/** When a reminder may reach the debtor in the next two weeks, channel by channel, if nothing else reached them before. */
export function allowedHours(ctx: TenantContext, input: AllowedHoursInput): Promise<AllowedHours> {
  return read(ctx, "contactRules.read", async (tx) => {
    const { facts, debtor, ledger, money, now } = await loadContact(tx, ctx, input);
    const of = (channel: Channel) => {
      const point = chooseContactPoint(debtor, channel);
      if (!point) return null;
      const contact = { debtor, point, channel, purpose: "reminder", disputed: money.disputed } as const;
      return calendarOf(policyQuestion(contact, facts, ledger, now), {
        days: calendarDays,
        candidateZones: zonesOf({ ...debtor, city: null }, point.address),
        fallbackZone: facts.tenant.timeZone,
        language: input.language,
      });
    };
    return { email: of("email"), sms: of("sms"), voice: of("voice") };
  });
}
