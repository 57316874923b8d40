import { expect, test } from "vitest";
import { chooseChannel } from "@/server/journeys/interpreter/choose-channel";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";
import { armOf } from "@/server/journeys/interpreter/split";

const arms = [
  { id: "held", weight: 10 },
  { id: "a", weight: 30 },
  { id: "b", weight: 60 },
];

test("groups are as large as their weights, and another step divides otherwise", () => {
  const ids = Array.from({ length: 20_000 }, (_, at) => `0198a000-0000-7000-8000-${String(at).padStart(12, "0")}`);
  const share = (arm: string) => ids.filter((id) => armOf(arms, id, "split_1")?.id === arm).length / ids.length;
  expect(share("held")).toBeCloseTo(0.1, 1);
  expect(share("a")).toBeCloseTo(0.3, 1);
  expect(share("b")).toBeCloseTo(0.6, 1);
  const both = ids.filter(
    (id) => armOf(arms, id, "split_1")?.id === "held" && armOf(arms, id, "split_2")?.id === "held",
  );
  expect(both.length / ids.length).toBeLessThan(0.02);
});

const facts = (reachable: EnrollmentFacts["reachable"], responses?: EnrollmentFacts["responses"]): EnrollmentFacts => ({
  enrollmentId: "e1",
  balances: [],
  invoiceCount: 1,
  oldestDueOn: null,
  debtorKind: "company",
  country: null,
  zone: "UTC",
  reachable,
  tags: [],
  disputed: false,
  ...(responses && { responses }),
});
const everywhere = { email: true, sms: true, voice: true };

test("the channel that was answered most often is chosen, of those that are allowed and lead to somebody", () => {
  const responses = {
    email: { sent: 10, answered: 1 },
    sms: { sent: 4, answered: 3 },
    voice: { sent: 4, answered: 4 },
  };
  expect(chooseChannel(["email", "sms", "voice"], facts(everywhere, responses)).channel).toBe("voice");
  expect(chooseChannel(["email", "sms"], facts(everywhere, responses)).channel).toBe("sms");
  expect(chooseChannel(["email", "sms"], facts({ ...everywhere, sms: false }, responses)).channel).toBe("email");
  expect(chooseChannel(["sms"], facts({ ...everywhere, sms: false }, responses))).toEqual({
    channel: null,
    reasons: [{ channel: "sms", reachable: false, sent: 4, answered: 3 }],
  });
});

test("between equals the order decides, and what was never tried gets its turn", () => {
  expect(chooseChannel(["voice", "email"], facts(everywhere)).channel).toBe("voice");
  const silent = { email: { sent: 6, answered: 0 }, sms: { sent: 0, answered: 0 }, voice: { sent: 0, answered: 0 } };
  expect(chooseChannel(["email", "sms"], facts(everywhere, silent)).channel).toBe("sms");
});
