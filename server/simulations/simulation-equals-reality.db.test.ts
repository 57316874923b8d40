// A campaign runs in a real sandbox workspace with its clock moved over weeks; debtors and vendors behave as drawn from a
// seed, through the product's own verbs. The simulator, given the same debtors and the same seed, must have said so.
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { debtors as debtorTable } from "@/db/schema/debtors";
import { withTenant } from "@/db/tenant-transaction";
import { makeDebtor, startCampaign } from "@/server/campaigns/testing/receivables";
import { seededChance } from "@/server/chance";
import { executableGraph } from "@/server/journeys/graph/schema";
import { averageBehaviour, type Behaviour } from "@/server/journeys/simulation/behaviour";
import { simulate } from "@/server/journeys/simulation/simulate";
import { journeyTemplates } from "@/server/journeys/templates/catalogue";
import { loadDebtors } from "@/server/simulations/load-debtors";
import { days, idOf, live, people, seed, start, whatHappened } from "@/server/simulations/testing/lived-days";
import { makeWorkspace } from "@/server/testing/workspace";

test("what the simulation said is what happened: every touch, its instant, every verdict, every way out", {
  timeout: 180_000,
}, async () => {
  const { ctx } = await makeWorkspace({ now: start });
  // Luck goes by the debtor's id: the same ids live the same days each time.
  const chance = seededChance(seed, ctx.clock);
  const behaviours = new Map<string, Behaviour>();
  for (const [at, person] of people.entries()) {
    const made = await makeDebtor({ ...ctx, chance }, { amounts: [50_000 + at * 10_000, 30_000], phone: person.phone });
    const { region = "TX", postalCode = "78701", country = "US", kind = "company" } = person;
    await withTenant(ctx, (tx) =>
      tx
        .update(debtorTable)
        .set({ kind, country, region: country === "US" ? region : null, postalCode })
        .where(sql`id = ${made.debtorId}`),
    );
    if (person.agrees === false) {
      await withTenant(ctx, (tx) => tx.execute(sql`delete from consents where debtor_id = ${made.debtorId}`));
    }
    behaviours.set(made.debtorId, { ...averageBehaviour, ...person.behaviour });
  }
  const graph = executableGraph.parse(journeyTemplates[0]?.graph);
  const loaded = await loadDebtors(ctx, { overdueDaysMin: 1, limit: 100 });
  const debtors = loaded.debtors.map((debtor) => ({ ...debtor, behaviour: behaviours.get(idOf(debtor)) ?? null }));
  expect(debtors).toHaveLength(people.length);

  const { campaignId } = await startCampaign(ctx, graph);
  const happened = await live(ctx, debtors);
  const foretold = simulate({
    graph,
    tenant: loaded.tenant,
    debtors,
    seed,
    from: "2026-03-02",
    days,
    entry: { overdueDaysMin: 1, rolling: false },
  });

  const real = await whatHappened(ctx, campaignId);
  const said = {
    asked: foretold.touches
      .flatMap(({ debtorId, nodeId, visit, channel, looks }) =>
        plansOf(looks).map(({ at, verdict, decision }) =>
          [debtorId, nodeId, visit, channel, at.toISOString(), verdict, decision.code].join(" "),
        ),
      )
      .sort(),
    looked: foretold.touches
      .flatMap(({ debtorId, nodeId, visit, looks }) =>
        looks
          .slice(plansOf(looks).length)
          .map(({ at, decision }) =>
            [debtorId, nodeId, visit, at.toISOString(), decision.verdict, decision.code].join(" "),
          ),
      )
      .sort(),
    left: foretold.touches
      .filter((touch) => touch.leftAt !== null)
      .map(({ debtorId, nodeId, visit, channel, leftAt }) =>
        [debtorId, nodeId, visit, channel, leftAt?.toISOString()].join(" "),
      )
      .sort(),
    outcomes: foretold.enrollments
      .map(({ debtorId, outcome, endedAt }) => [debtorId, outcome, endedAt?.toISOString()].join(" "))
      .sort(),
  };
  expect(said).toEqual(real);
  // The story was worth telling.
  expect(real.left.length).toBeGreaterThan(25);
  expect(new Set(real.asked.map((line) => line.split(" ")[5]))).toEqual(new Set(["allow", "defer", "deny"]));
  expect(new Set(real.outcomes.map((line) => line.split(" ")[1])).size).toBeGreaterThan(3);
  expect(new Set(happened)).toEqual(
    new Set([...happened, "paid", "promised", "disputed", "opted_out", "reported", "replied"]),
  );
});

/** The looks of planning: until it was allowed or refused; those after it came just before it left. */
function plansOf<T extends { verdict: string }>(looks: readonly T[]): T[] {
  const decided = looks.findIndex((look) => look.verdict !== "defer");
  return decided === -1 ? [...looks] : looks.slice(0, decided + 1);
}
