// For tests: a debtor of whom everything is said, a journey of a few steps, and a workspace in Chicago.

import { validateGraph } from "@/server/journeys/graph/checks/validate";
import { textToBody } from "@/server/journeys/graph/message-text";
import type { DraftNode, ExecutableGraph, SignalKind } from "@/server/journeys/graph/schema";
import type { Happening } from "@/server/journeys/simulation/happenings";
import type { SimulatedDebtor, Simulation } from "@/server/journeys/simulation/simulated";
import type { DebtorFacts, TenantFacts } from "@/server/touches/deciding/debtor-facts";

const position = { x: 0, y: 0 };
const body = textToBody("{{balance}} is open: {{pay_link}}");
const script = textToBody("This is {{company.name}} about your account.");

export const email = (id: string): DraftNode => ({ id, position, kind: "send_email", subject: body, body });
export const sms = (id: string): DraftNode => ({ id, position, kind: "send_sms", body });
export const call = (id: string): DraftNode => ({ id, position, kind: "place_call", script });
export const wait = (id: string, amount: number, unit: "hours" | "days" = "days"): DraftNode => ({
  id,
  position,
  kind: "wait",
  until: { by: "duration", duration: { amount, unit } },
});

/** start → these → exit. */
export function line(steps: DraftNode[], leaveOn: SignalKind[] = ["paid_in_full", "opted_out"]): ExecutableGraph {
  const nodes: DraftNode[] = [
    { id: "start", position, kind: "start" },
    ...steps,
    { id: "end", position, kind: "exit", outcome: "exhausted" },
  ];
  const edges = nodes
    .slice(1)
    .map((node, at) => ({ id: `e${at}`, from: nodes[at]?.id ?? "", port: "next", to: node.id }));
  const validation = validateGraph({ schemaVersion: 2, leaveOn, nodes, edges });
  if (!validation.ok) throw new Error(JSON.stringify(validation.problems));
  return validation.graph;
}

export const chicago: TenantFacts = {
  name: "Test Freight",
  timeZone: "America/Chicago",
  housePolicy: {},
  collector: { role: "first_party" },
  registeredTemplates: false,
  email: "billing@example.com",
  phone: "+15125550100",
  postalAddress: null,
};

/** A company in Texas that owes 1,250 dollars, reachable everywhere, that does only what is said. */
export function person(
  id: string,
  of: { facts?: Partial<DebtorFacts>; happenings?: Happening[]; phone?: string; openMinor?: number } = {},
): SimulatedDebtor {
  const phone = of.phone ?? "+15125550142";
  const common = { isPrimary: true, status: "active" as const, contactName: "Dana Reyes" };
  return {
    facts: {
      id,
      name: `Carrier ${id}`,
      kind: "company",
      country: "US",
      region: "TX",
      postalCode: "78701",
      addressVerified: true,
      statedTimeZone: null,
      language: "en",
      tags: [],
      stop: null,
      pausedReason: null,
      points: [
        { ...common, id: `${id}-e`, kind: "email", address: `ap-${id}@example.com`, lineType: null },
        { ...common, id: `${id}-p`, kind: "phone", address: phone, lineType: "mobile" },
      ],
      consents: (["sms", "voice"] as const).map((channel) => ({
        channel,
        address: phone,
        kind: "express_written" as const,
        grantedAt: new Date(0),
        expiresAt: null,
      })),
      ...of.facts,
    },
    invoices: [
      {
        id: `${id}-1`,
        currency: "USD",
        openMinor: of.openMinor ?? 125_000,
        issuedOn: "2026-01-02",
        dueOn: "2026-02-01",
        disputed: false,
      },
    ],
    optOuts: [],
    promises: [],
    contacts: [],
    replies: [],
    happenings: of.happenings ?? [],
    behaviour: null,
  };
}

/** 30 days from Monday, 2 March 2026, 09:00 in Chicago. */
export function simulationOf(
  graph: ExecutableGraph,
  debtors: readonly SimulatedDebtor[],
  of: Partial<Simulation> = {},
): Simulation {
  const entry = { overdueDaysMin: 1, rolling: false };
  return { graph, tenant: chicago, debtors, seed: "test", from: "2026-03-02", days: 30, entry, ...of };
}
