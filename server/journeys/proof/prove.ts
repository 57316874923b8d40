// Whether a journey could break a rule, and whether each of its messages could be sent at all. Pure.
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import type { Finding } from "@/server/journeys/proof/contract";
import { nextMorning } from "@/server/journeys/proof/next-morning";
import { type Place, profileOf, usualPlaces } from "@/server/journeys/proof/profiles";
import { walkWorst } from "@/server/journeys/proof/walk-worst";
import type { TenantFacts } from "@/server/touches/deciding/debtor-facts";

/** More places than these say little more, and a person waits for the answer. */
const PLACES_MAX = 12;

/**
 * Walks the journey with a debtor of each place. Errors first, then warnings in the order of the steps; of each step and
 * rule the first path that was found, with its dates. What the policy always puts off or refuses when the time comes is a
 * warning: nobody is contacted unlawfully. What could never be sent at all is an error.
 */
export function proveJourney(
  graph: ExecutableGraph,
  tenant: TenantFacts,
  now: Date,
  places: readonly Place[] = usualPlaces,
): Finding[] {
  const walks = (places.length > 0 ? places : usualPlaces)
    .slice(0, PLACES_MAX)
    .map(profileOf)
    .map((profile) => walkWorst(graph, profile, tenant, nextMorning(profile.zone, now)));
  const sending = graph.nodes.filter(({ kind }) => ["send_email", "send_sms", "place_call", "ladder"].includes(kind));
  const order = new Map(graph.nodes.map((node, at) => [node.id, at]));
  const findings: Finding[] = [];
  for (const { id } of sending) {
    const without = walks.filter((walk) => !walk.sent.has(id));
    const nowhere = without.length === walks.length;
    for (const walk of nowhere ? walks.slice(0, 1) : without) {
      const why = [...walk.refused.values()].find((finding) => finding.nodeId === id);
      if (!why) continue;
      findings.push(
        nowhere
          ? { ...why, level: "error", code: "never_sent" }
          : { ...why, code: "never_sent_there", level: "warning" },
      );
    }
  }
  const told = new Set(findings.map((finding) => `${finding.nodeId} ${finding.because} ${finding.profile}`));
  const once = new Set<string>();
  for (const walk of walks) {
    for (const finding of walk.refused.values()) {
      const same = `${finding.nodeId} ${finding.because}`;
      if (once.has(same) || told.has(`${same} ${finding.profile}`)) continue;
      once.add(same);
      findings.push(finding);
    }
  }
  const cut = walks.find((walk) => !walk.whole);
  if (cut) {
    findings.push({
      level: "warning",
      code: "not_all_walked",
      nodeId: null,
      because: null,
      profile: cut.profile,
      path: [],
      at: null,
      nextAllowedAt: null,
    });
  }
  const rank = (finding: Finding) => (finding.level === "error" ? 0 : 1);
  const place = (finding: Finding) => order.get(finding.nodeId ?? "") ?? graph.nodes.length;
  return findings.sort((a, b) => rank(a) - rank(b) || place(a) - place(b));
}
