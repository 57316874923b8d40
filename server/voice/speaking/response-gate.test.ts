import fc from "fast-check";
import { expect, test } from "vitest";
import { type Asked, ResponseGate } from "@/server/voice/speaking/response-gate";

const ask = (requestId: string, topic?: string): Asked => ({ requestId, topic });

test("a second response waits until the first is done", () => {
  const gate = new ResponseGate<Asked>();
  expect(gate.ask(ask("a"))).toEqual(ask("a"));
  expect(gate.ask(ask("b"))).toBeNull();
  gate.started("resp_1", "a");
  expect(gate.ended("resp_9")).toBeNull();
  expect(gate.ended("resp_1")).toEqual(ask("b"));
});

test("results of several skills get one answer", () => {
  const gate = new ResponseGate<Asked & { results: number }>();
  gate.ask({ requestId: "filler", results: 0 });
  gate.started("resp_1", "filler");
  gate.ask({ requestId: "r1", topic: "results", results: 1 });
  gate.ask({ requestId: "r2", topic: "results", results: 2 });
  expect(gate.ended("resp_1")).toMatchObject({ requestId: "r2", results: 2 });
  gate.started("resp_2", "r2");
  expect(gate.ended("resp_2")).toBeNull();
});

test("a request that collides with a response we do not know goes first when that one is done", () => {
  const gate = new ResponseGate<Asked>();
  gate.ask(ask("a"));
  gate.ask(ask("b"));
  gate.collided();
  expect(gate.ended("resp_of_another")).toEqual(ask("a"));
  gate.started("resp_1", "a");
  expect(gate.ended("resp_1")).toEqual(ask("b"));
});

test("a collision whose other response never ends does not silence us", () => {
  const gate = new ResponseGate<Asked>();
  gate.ask(ask("a"));
  gate.collided();
  expect(gate.retryAfterCollision()).toEqual(ask("a"));
});

test("a request that was refused makes room", () => {
  const gate = new ResponseGate<Asked>();
  gate.ask(ask("a"));
  gate.ask(ask("b"));
  gate.ask(ask("c"));
  expect(gate.failed("c")).toBeNull();
  expect(gate.failed("a")).toEqual(ask("b"));
});

test("never two at once, none lost, in order", () => {
  type Step = "ask" | "done" | "collide" | "late end" | "refuse";
  const steps = fc.array(fc.constantFrom<Step>("ask", "ask", "done", "done", "collide", "late end", "refuse"), {
    maxLength: 80,
  });
  fc.assert(
    fc.property(steps, (script) => {
      const gate = new ResponseGate<Asked>();
      const started: string[] = [];
      let asked = 0;
      let responses = 0;
      let running: { requestId: string; responseId: string } | null = null;
      const begin = (request: Asked | null) => {
        if (!request) return;
        expect(running).toBeNull();
        responses += 1;
        running = { requestId: request.requestId, responseId: `resp_${responses}` };
      };
      const confirm = () => {
        if (!running || started.includes(running.requestId)) return;
        gate.started(running.responseId, running.requestId);
        started.push(running.requestId);
      };
      const refused: string[] = [];
      for (const step of script) {
        const now = running as { requestId: string; responseId: string } | null;
        if (step === "ask") {
          asked += 1;
          begin(gate.ask(ask(`r${asked}`)));
        }
        if (step === "late end") expect(gate.ended("resp_of_long_ago")).toBeNull();
        if (step === "done" && now) {
          confirm();
          running = null;
          begin(gate.ended(now.responseId));
        }
        if (step === "collide" && now && !started.includes(now.requestId)) {
          running = null;
          gate.collided();
          begin(gate.ended("resp_of_another"));
        }
        if (step === "refuse" && now && !started.includes(now.requestId)) {
          running = null;
          refused.push(now.requestId);
          begin(gate.failed(now.requestId));
        }
      }
      for (let left = 0; left <= asked && running; left += 1) {
        const now = running as { requestId: string; responseId: string };
        confirm();
        running = null;
        begin(gate.ended(now.responseId));
      }
      const expected = Array.from({ length: asked }, (_, at) => `r${at + 1}`).filter((id) => !refused.includes(id));
      expect(started).toEqual(expected);
      expect(gate.isIdle).toBe(true);
    }),
  );
});
