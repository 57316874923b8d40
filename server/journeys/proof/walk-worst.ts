// An abstract walk of a journey: every way out is taken, waits are as short as they can be, signals come at once and at the
// worst moment, and each send is put before the policy with what was sent on the way. Nothing is drawn by chance. Pure.
import type { Channel, ExecutableGraph, ExecutableNode } from "@/server/journeys/graph/schema";
import { indexOf, wayKey } from "@/server/journeys/interpreter/graph-index";
import { type Finding, type PathMove, worstSignals } from "@/server/journeys/proof/contract";
import type { Profile } from "@/server/journeys/proof/profiles";
import { type Outcome, outcomesOf } from "@/server/journeys/proof/shortest-ways";
import { chooseContactPoint } from "@/server/touches/deciding/choose-contact-point";
import { type ContactFacts, optOutKey, type TenantFacts } from "@/server/touches/deciding/debtor-facts";
import { judgeContact, noAddress, readVerdict } from "@/server/touches/deciding/judge-contact";
import { Ledger } from "@/server/touches/deciding/ledger";

/** Longest look-back of any cap: older contacts change nothing. */
const LOOK_BACK_MS = 31 * 86_400_000;
/** A journey of this many different situations is larger than a person could follow. */
const SITUATIONS_MAX = 1_200;
const HORIZON_MS = 180 * 86_400_000;

type Contact = { channel: Channel; at: number };
type Trail = { move: PathMove; before: Trail | null };
type Situation = {
  nodeId: string;
  attempt: number;
  at: number;
  contacts: readonly Contact[];
  optedOut: boolean;
  disputed: boolean;
  trail: Trail | null;
};

/** What the walk with one debtor found out about each sending step. */
export type Walked = { profile: string; sent: Set<string>; refused: Map<string, Finding>; whole: boolean };

/** Walks the journey from `start` on with one debtor of the workspace. */
export function walkWorst(graph: ExecutableGraph, profile: Profile, tenant: TenantFacts, start: Date): Walked {
  const index = indexOf(graph);
  const walked: Walked = { profile: profile.key, sent: new Set(), refused: new Map(), whole: true };
  const first = graph.nodes.find((node) => node.kind === "start");
  const open: Situation[] = first
    ? [
        {
          nodeId: first.id,
          attempt: 1,
          at: start.getTime(),
          contacts: [],
          optedOut: false,
          disputed: false,
          trail: null,
        },
      ]
    : [];
  const seen = new Set<string>();
  for (let situation = open.shift(); situation; situation = open.shift()) {
    const key = keyOf(situation);
    if (seen.has(key) || situation.at - start.getTime() > HORIZON_MS) continue;
    if (seen.size >= SITUATIONS_MAX) {
      walked.whole = false;
      break;
    }
    seen.add(key);
    const node = index.nodes.get(situation.nodeId);
    if (!node) continue;
    const here = judge(graph, node, situation, profile, tenant, walked);
    for (const outcome of outcomesOf(node, here.situation, profile.zone, here.sent)) {
      for (const next of consequences(graph, here.situation, outcome)) {
        const to = outcome.to ?? (outcome.port === null ? node.id : index.ways.get(wayKey(node.id, outcome.port)));
        if (to === undefined) continue;
        const move = { nodeId: node.id, at: new Date(situation.at), port: outcome.port };
        open.push({ ...next, nodeId: to, attempt: outcome.attempt ?? 1, trail: { move, before: situation.trail } });
      }
    }
  }
  return walked;
}

/** Of a step that sends: what the policy says, written down; the situation after it. */
function judge(
  graph: ExecutableGraph,
  node: ExecutableNode,
  situation: Situation,
  profile: Profile,
  tenant: TenantFacts,
  walked: Walked,
): { situation: Situation; sent: boolean } {
  const channel = channelOf(node);
  if (!channel) return { situation, sent: false };
  const { debtor } = profile;
  const point = chooseContactPoint(debtor, channel);
  const facts: ContactFacts = {
    tenant,
    debtors: new Map([[debtor.id, debtor]]),
    optOuts: new Map(
      situation.optedOut
        ? debtor.points.flatMap(({ address }) =>
            (["email", "sms", "voice"] as const).map((way) => [
              optOutKey(way, address),
              [{ at: new Date(situation.at), source: "recipient" as const }],
            ]),
          )
        : [],
    ),
  };
  const ledger = new Ledger();
  for (const [order, contact] of situation.contacts.entries()) {
    const address = chooseContactPoint(debtor, contact.channel)?.address ?? "";
    const at = new Date(contact.at);
    ledger.add({ touchId: String(order), debtorId: debtor.id, channel: contact.channel, address, at, made: true });
  }
  let at = situation.at;
  // A closed hour is waited for as the engine does; what is wanted is whether a cap or a stop stands in the way.
  for (let tries = 0; tries < 4; tries += 1) {
    const decision = point
      ? judgeContact(
          // What is found lies in the journey, so the number is taken for verified.
          {
            debtor,
            point: { ...point, verifiedAt: new Date(at) },
            channel,
            purpose: "reminder",
            disputed: situation.disputed,
          },
          facts,
          ledger,
          new Date(at),
        )
      : noAddress();
    const { verdict, until } = readVerdict(decision);
    if (verdict === "allow") {
      walked.sent.add(node.id);
      const contacts = [...situation.contacts, { channel, at }].filter((contact) => at - contact.at < LOOK_BACK_MS);
      return { situation: { ...situation, at, contacts }, sent: true };
    }
    const capped = decision.verdict === "deny";
    if (capped)
      note(graph, node, situation, walked, at, decision.code, until, verdict === "defer" ? "put_off" : "refused");
    if (verdict === "deny" || until === null) return { situation: { ...situation, at }, sent: false };
    at = Math.max(until.getTime(), at + 60_000);
  }
  return { situation: { ...situation, at }, sent: false };
}

function note(
  graph: ExecutableGraph,
  node: ExecutableNode,
  situation: Situation,
  walked: Walked,
  at: number,
  because: string | null,
  nextAllowedAt: Date | null,
  code: "put_off" | "refused",
) {
  const key = `${node.id} ${because}`;
  if (walked.refused.has(key)) return;
  const path: PathMove[] = [{ nodeId: node.id, at: new Date(at), port: null }];
  for (let trail = situation.trail; trail && path.length <= graph.nodes.length * 2; trail = trail.before) {
    path.unshift(trail.move);
  }
  walked.refused.set(key, {
    level: "warning",
    code,
    nodeId: node.id,
    because,
    profile: walked.profile,
    path,
    at: new Date(at),
    nextAllowedAt,
  });
}

/** What an outcome leads to: as it is, and as it is when the debtor objects just then and the journey does not listen. */
function consequences(graph: ExecutableGraph, situation: Situation, outcome: Outcome): Situation[] {
  if (outcome.signal && graph.leaveOn.includes(outcome.signal)) return [];
  if (outcome.signal === "paid_in_full") return [];
  const next: Situation = {
    ...situation,
    at: outcome.at,
    optedOut: situation.optedOut || outcome.signal === "opted_out",
    disputed: outcome.signal === "dispute_resolved" ? false : situation.disputed || outcome.signal === "dispute_opened",
  };
  const objections = worstSignals.filter((signal) => !graph.leaveOn.includes(signal) && situation.contacts.length > 0);
  return [
    next,
    ...objections.map((signal) => ({
      ...next,
      optedOut: next.optedOut || signal === "opted_out",
      disputed: next.disputed || signal === "dispute_opened",
    })),
  ];
}

function channelOf(node: ExecutableNode): Channel | undefined {
  if (node.kind === "send_email") return "email";
  if (node.kind === "send_sms") return "sms";
  if (node.kind === "place_call") return "voice";
  if (node.kind === "ladder") return node.channel;
  return undefined;
}

const HOUR_MS = 3_600_000;

/** Situations alike but for when they began are one: the hour of the week, and how long ago was what was sent. */
function keyOf({ nodeId, attempt, at, contacts, optedOut, disputed }: Situation): string {
  const hourOfWeek = Math.floor(at / HOUR_MS) % 168;
  const past = contacts.map((contact) => `${contact.channel}${Math.floor((at - contact.at) / HOUR_MS)}`).join();
  return [nodeId, attempt, hourOfWeek, past, optedOut ? "o" : "", disputed ? "d" : ""].join("|");
}
