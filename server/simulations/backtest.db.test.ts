// A draft over a real history: the imported file of 2,466 settled invoices, lived through again by two journeys.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { optOut } from "@/server/debtors/opt-out";
import { openDispute } from "@/server/disputes/open-dispute";
import { runImport } from "@/server/imports/run-import";
import { executableGraph } from "@/server/journeys/graph/schema";
import { compareRuns } from "@/server/journeys/simulation/compare";
import { simulate } from "@/server/journeys/simulation/simulate";
import { totalsOf } from "@/server/journeys/simulation/summarise";
import { supposeAddresses } from "@/server/journeys/simulation/suppose";
import { email, line, wait } from "@/server/journeys/simulation/testing/people";
import { journeyTemplates } from "@/server/journeys/templates/catalogue";
import { recordPromise } from "@/server/promises/record-promise";
import { loadHistory } from "@/server/simulations/load-history";
import { makeWorkspace } from "@/server/testing/workspace";
import { dayIn } from "@/server/time/calendar";

const history = resolve("../shared/data/receivables/receivables.csv");
const countryCodes = { 391: "US", 406: "CA", 770: "MX", 818: "GB", 897: "DE" };
const from = "2012-01-01";
const days = 760;

test.skipIf(!existsSync(history))(
  "two journeys over a real history contact whoever was late, while they were, and nobody else (needs ../shared/data)",
  { timeout: 180_000 },
  async () => {
    const { ctx } = await makeWorkspace({ now: new Date("2014-06-01T12:00:00Z") });
    const content = readFileSync(history);
    const options = { currency: "USD", countryCodes, mode: "all_or_nothing" as const };
    expect((await runImport(ctx, { fileName: "receivables.csv", content, options })).status).toBe("done");

    const loaded = await loadHistory(ctx, { from, days });
    expect(loaded.debtors).toHaveLength(100);
    const told = loaded.debtors.flatMap((debtor) => debtor.happenings);
    expect(told.filter((one) => one.kind === "paid")).toHaveLength(2466);
    expect(told.filter((one) => one.kind === "invoice_issued")).toHaveLength(2466);
    expect(told.filter((one) => one.kind === "disputed").length).toBeGreaterThan(400);

    const debtors = supposeAddresses(loaded.debtors);
    const common = {
      tenant: loaded.tenant,
      debtors,
      seed: "history",
      from,
      days,
      entry: { overdueDaysMin: 1, rolling: true },
    };
    const draft = simulate({ ...common, graph: line([email("first"), wait("pause", 5), email("second")]) });
    const live = simulate({ ...common, graph: executableGraph.parse(journeyTemplates[0]?.graph) });

    // By other means: who was late, and when, straight from the file.
    const lines = content
      .toString("utf8")
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((text) => text.split(","));
    const day = (text = "") => {
      const [month = "", date = "", year = ""] = text.split("/");
      return `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
    };
    const late = new Map<string, [due: string, settled: string][]>();
    for (const columns of lines) {
      const [due, settled] = [day(columns[5]), day(columns[8])];
      if (settled <= due) continue;
      late.set(columns[1] ?? "", [...(late.get(columns[1] ?? "") ?? []), [due, settled]]);
    }
    const names = new Map(debtors.map(({ facts }) => [facts.id, facts.name]));
    const nameOf = (id: string) => names.get(id) ?? "";
    const entered = (of: typeof draft) => new Set(of.enrollments.map((one) => nameOf(one.debtorId)));
    expect(entered(draft)).toEqual(new Set(late.keys()));
    expect(entered(live)).toEqual(new Set(late.keys()));
    for (const { touches } of [draft, live]) {
      const sent = touches.filter((touch) => touch.leftAt !== null);
      expect(sent.length).toBeGreaterThan(300);
      for (const touch of sent) {
        const on = dayIn(loaded.tenant.timeZone, touch.leftAt ?? new Date(0));
        const owing = (late.get(nameOf(touch.debtorId)) ?? []).some(([due, settled]) => due < on && on <= settled);
        expect([touch.debtorId, on, owing]).toEqual([touch.debtorId, on, true]);
      }
    }
    // Mexico's contact rules are not in the pack: whoever is there is refused, with the reason, by both.
    const mexican = new Set(debtors.filter(({ facts }) => facts.country === "MX").map(({ facts }) => facts.id));
    expect(mexican.size).toBeGreaterThan(5);
    expect(draft.touches.filter((touch) => mexican.has(touch.debtorId) && touch.leftAt !== null)).toEqual([]);
    expect(totalsOf(draft).refusals.map(({ code }) => code)).toContain("JURISDICTION_UNKNOWN");

    // Side by side: every debtor once, and the sums are those of the two runs.
    const differences = compareRuns(draft, live);
    expect(new Set(differences.map((one) => one.debtorId)).size).toBe(differences.length);
    expect(differences.map((one) => one.kind)).toContain("different");
    const sum = (of: typeof draft) => of.touches.filter((touch) => touch.leftAt !== null).length;
    expect(differences.reduce((total, one) => total + one.draft.sent, 0)).toBe(sum(draft));
    expect(differences.reduce((total, one) => total + one.live.sent, 0)).toBe(sum(live));
  },
);

test("promises, disputes, opt-outs and stops of the past happen again on their days; what came before the first day stands", async () => {
  const { ctx, at } = await makeWorkspace({ now: new Date("2026-03-02T15:00:00Z") });
  const debtor = await makeDebtor(ctx, { amounts: [50_000, 20_000] });
  const later = at(new Date("2026-03-05T15:00:00Z"));
  await optOut(ctx, { debtorId: debtor.debtorId, channel: "sms", address: debtor.phone, source: "member" });
  await recordPromise(later, { debtorId: debtor.debtorId, dueOn: "2026-03-10", source: "member" });
  await openDispute(later, { invoiceId: debtor.invoiceIds[1] ?? "", source: "debtor" });
  const today = at(new Date("2026-03-20T15:00:00Z"));
  const { debtors, days } = await loadHistory(today, { from: "2026-03-03" });
  expect(days).toBe(18);
  expect(debtors).toHaveLength(1);
  expect(debtors[0]?.invoices.map((invoice) => invoice.openMinor).sort()).toEqual([20_000, 50_000]);
  expect(debtors[0]?.optOuts).toEqual([{ channel: "sms", address: debtor.phone }]);
  expect(debtors[0]?.happenings.map((one) => [one.kind, one.at.toISOString()])).toEqual([
    ["promised", "2026-03-05T15:00:00.000Z"],
    ["disputed", "2026-03-05T15:00:00.000Z"],
  ]);
});
