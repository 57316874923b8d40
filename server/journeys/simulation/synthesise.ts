// Debtors that do not exist, from a seed: freight customers of several countries, kinds and tempers, so that a journey
// meets everything it will meet. Pure.
import { type DemoDebtor, generateFreight } from "@/server/demo/generate-freight";
import { averageBehaviour, type Behaviour } from "@/server/journeys/simulation/behaviour";
import { Luck } from "@/server/journeys/simulation/luck";
import type { SimulatedDebtor } from "@/server/journeys/simulation/simulated";
import type { LineType } from "@/server/policy/contract";
import { addDays, instantAt } from "@/server/time/calendar";
import type { ContactPoint } from "@/server/touches/deciding/debtor-facts";

/** Tempers, how common each is, and how it differs from the average debtor. */
const tempers: readonly { share: number; tag: string; behaviour: Partial<Behaviour> }[] = [
  { share: 0.26, tag: "forgetful", behaviour: { paysWhenAsked: 0.35, lateDays: 15, neverPays: 0.1 } },
  { share: 0.18, tag: "slow", behaviour: { lateDays: 40, lateSpreadDays: 18, paysWhenAsked: 0.08, neverPays: 0.1 } },
  { share: 0.14, tag: "promises and keeps", behaviour: { promises: 0.45, keepsPromises: 0.95, neverPays: 0.5 } },
  { share: 0.1, tag: "promises and breaks", behaviour: { promises: 0.5, keepsPromises: 0.1, neverPays: 0.8 } },
  { share: 0.08, tag: "disputes", behaviour: { disputes: 0.35, paysWhenAsked: 0.05, neverPays: 0.5 } },
  { share: 0.06, tag: "opts out", behaviour: { optsOut: 0.4, paysWhenAsked: 0.03, neverPays: 0.7 } },
  { share: 0.06, tag: "moves house", behaviour: { movesHouse: 1, neverPays: 0.7, paysWhenAsked: 0.05 } },
  {
    share: 0.06,
    tag: "answering machine",
    behaviour: { answersCalls: 0, machineAnswers: 0.95, paysWhenAsked: 0.05, neverPays: 0.6 },
  },
  { share: 0.03, tag: "dead address", behaviour: { deadAddress: 1, neverPays: 0.6 } },
  {
    share: 0.03,
    tag: "silent",
    behaviour: {
      neverPays: 1,
      paysWhenAsked: 0,
      promises: 0,
      disputes: 0,
      replies: 0,
      optsOut: 0,
      opensLink: 0,
      answersCalls: 0.05,
    },
  },
];

/** `today` is the first day of the simulation; each owes something that is overdue by then. */
export function synthesise(of: { seed: string; count: number; today: string; zone: string }): SimulatedDebtor[] {
  const { seed, count, today, zone } = of;
  const luck = new Luck(`${seed}|debtors`);
  const made = generateFreight({ debtors: count, today, chance: () => luck.fraction() });
  return made.map((debtor, at) => debtorOf(debtor, at, { seed, today, zone }));
}

function debtorOf(made: DemoDebtor, at: number, of: { seed: string; today: string; zone: string }): SimulatedDebtor {
  const { seed, today, zone } = of;
  const id = made.externalId;
  const luck = new Luck(`${seed}|${id}`);
  const temper = temperAt(luck.fraction());
  const contactName = made.contacts[0]?.name ?? made.name;
  const points = pointsOf(made, at, luck, contactName);
  const phone = points.find((point) => point.kind === "phone");
  const grantedAt = instantAt(zone, addDays(today, -60), "12:00");
  const agrees = phone !== undefined && luck.hits(0.7);
  const invoices = made.invoices
    .filter((invoice) => invoice.payments.length === 0 && invoice.issuedOn <= today)
    .map((invoice) => ({
      id: invoice.number,
      currency: invoice.currency,
      openMinor: invoice.amountMinor,
      issuedOn: invoice.issuedOn,
      dueOn: invoice.dueOn,
      disputed: false,
    }));
  const [first] = invoices.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const [any] = made.invoices;
  if (first && first.dueOn >= today) first.dueOn = addDays(today, -luck.between(1, 20));
  if (!first && any) {
    const dueOn = addDays(today, -luck.between(1, 40));
    const { number, currency, amountMinor } = any;
    invoices.push({
      id: number,
      currency,
      openMinor: amountMinor,
      issuedOn: addDays(dueOn, -30),
      dueOn,
      disputed: false,
    });
  }
  return {
    facts: {
      id,
      name: made.name,
      kind: made.kind,
      country: made.country,
      region: made.region,
      postalCode: made.postalCode,
      addressVerified: made.addressVerified,
      statedTimeZone: null,
      language: made.language,
      tags: [...made.tags, temper.tag],
      stop: null,
      pausedReason: null,
      points,
      consents:
        agrees && phone
          ? (["sms", "voice"] as const).map((channel) => ({
              channel,
              address: phone.address,
              kind: "express_written" as const,
              grantedAt,
              expiresAt: null,
            }))
          : [],
    },
    invoices,
    optOuts: [],
    promises: [],
    contacts: [],
    replies: [],
    happenings: [],
    behaviour: { ...averageBehaviour, ...temper.behaviour },
  };
}

function temperAt(roll: number): (typeof tempers)[number] {
  let sum = 0;
  for (const temper of tempers) {
    sum += temper.share;
    if (roll < sum) return temper;
  }
  return tempers[0] as (typeof tempers)[number];
}

/** The demo's reserved numbers repeat; nobody is called here, so each debtor gets one of their own in the same area. */
function pointsOf(made: DemoDebtor, at: number, luck: Luck, contactName: string): ContactPoint[] {
  const contact = made.contacts[0];
  if (!contact) return [];
  const common = { isPrimary: true, status: "active" as const, contactName };
  const points: ContactPoint[] = [
    { ...common, id: `${made.externalId}-e`, kind: "email", address: contact.email, lineType: null },
  ];
  const lineType: LineType = luck.hits(made.kind === "company" ? 0.5 : 0.85) ? "mobile" : "landline";
  if (contact.phone) {
    const tail = String(at % 10_000).padStart(4, "0");
    const address = contact.phone.slice(0, -4) + tail;
    points.push({ ...common, id: `${made.externalId}-p`, kind: "phone", address, lineType });
  }
  return points;
}
