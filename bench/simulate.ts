// 1,000 synthetic debtors live through 90 days of the standard journey: the whole simulation in one thread, cold, with
// every touch and its receipt, as the builder's worker runs it.
import { report } from "@/bench/report";
import { executableGraph } from "@/server/journeys/graph/schema";
import { simulate } from "@/server/journeys/simulation/simulate";
import { totalsOf } from "@/server/journeys/simulation/summarise";
import { synthesise } from "@/server/journeys/simulation/synthesise";
import { journeyTemplates } from "@/server/journeys/templates/catalogue";

const debtors = Number(process.env.BENCH_DEBTORS ?? 1_000);
const days = Number(process.env.BENCH_DAYS ?? 90);
/** Crosses the clock changes of North America and Europe, and holidays. */
const from = "2026-02-16";

const graph = executableGraph.parse(journeyTemplates[0]?.graph);
const tenant = {
  name: "Bench Freight",
  timeZone: "America/Chicago",
  housePolicy: {},
  collector: { role: "first_party" as const },
  registeredTemplates: true,
  email: "billing@example.com",
  phone: "+15125550100",
  postalAddress: null,
};

function run(seed: string) {
  const started = performance.now();
  const people = synthesise({ seed, count: debtors, today: from, zone: tenant.timeZone });
  const result = simulate({
    graph,
    tenant,
    debtors: people,
    seed,
    from,
    days,
    entry: { overdueDaysMin: 1, rolling: false },
  });
  return { seconds: (performance.now() - started) / 1000, result };
}

const cold = run("bench");
const warm = run("bench");
if (JSON.stringify(warm.result) !== JSON.stringify(cold.result)) throw new Error("The same seed gave another result.");
const { channels, entered, inside } = totalsOf(cold.result);
report({
  bench: "simulate",
  metrics: {
    debtors,
    days,
    seconds: cold.seconds,
    warmSeconds: warm.seconds,
    entered,
    insideAtEnd: inside,
    touches: cold.result.touches.length,
    sent: channels.email.sent + channels.sms.sent + channels.voice.sent,
    looksOfThePolicy: cold.result.touches.reduce((sum, touch) => sum + touch.looks.length, 0),
  },
  targets: { seconds: { max: 5 } },
});
