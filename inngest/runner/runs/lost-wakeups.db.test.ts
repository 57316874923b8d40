// What a run waits for may come at any moment of its being driven. Here the moments are chosen by hand: PostgreSQL is
// made to stop a claim after it has read the run, and a function to stop in the middle of a call.
import { afterEach, describe, expect, test } from "vitest";
import { ended, queuePool, startEngine, testClient, until } from "@/inngest/runner/testing/engine";

const GATE = 4_711;

let openClaims = async () => {};

/** From here on the claim of a discovery call stops between what it has read and its commit, until it is opened. */
async function stopClaims(): Promise<{ stopped(): Promise<void>; open(): Promise<void> }> {
  const keeper = await queuePool().connect();
  await keeper.query(`
    create or replace function stop_claim() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock_shared(${GATE}); return new; end $$;
    create or replace trigger stop_claim before update on items for each row
      when (new.state = 'leased' and new.step_id = 'step' and new.function_id not like '%-child') execute function stop_claim()`);
  await keeper.query("select pg_advisory_lock($1)", [GATE]);
  openClaims = async () => {
    openClaims = async () => {};
    await keeper.query("select pg_advisory_unlock($1)", [GATE]);
    keeper.release();
  };
  return {
    async stopped() {
      await until(async () => {
        const stopped = await keeper.query(
          `select 1 from pg_locks where locktype = 'advisory' and objid = $1 and not granted
             and database = (select oid from pg_database where datname = current_database())`,
          [GATE],
        );
        return stopped.rowCount === 1;
      });
    },
    open: () => openClaims(),
  };
}

/** Waits until the step has its result. */
async function resolved(step: string) {
  await until(
    async () =>
      (await queuePool().query("select 1 from steps where name = $1 and result is not null", [step])).rowCount === 1,
  );
}

afterEach(async () => {
  await openClaims();
  await queuePool().query("drop trigger if exists stop_claim on items");
  await queuePool().query("truncate runs cascade");
});

function gate() {
  let open: () => void = () => {};
  const passed = new Promise<void>((done) => {
    open = done;
  });
  return { open, passed };
}

/** A run that is nudged by an event, and gets something else by each of the ways there are. */
function nudged(kind: "step" | "event" | "sleep" | "invoke", id: string) {
  const held = gate();
  const body = gate();
  let inBody = false;
  const child = testClient.createFunction(
    { id: `${id}-child`, retries: 0, triggers: [{ event: `test/${id}.child` }] },
    async ({ step }) => step.waitForEvent("told", { event: `test/${id}.return`, timeout: "1h" }).then(() => "late"),
  );
  const fn = testClient.createFunction(
    { id, retries: 0, triggers: [{ event: `test/${id}` }] },
    async ({ step, group }) => {
      const [nudge, got] = await group.parallel({ mode: "race" }, () =>
        Promise.all([
          step.waitForEvent("nudge", { event: `test/${id}.nudge`, timeout: "1h" }).then(async (event) => {
            inBody = true;
            await body.passed;
            return event;
          }),
          kind === "step"
            ? step.run("late", () => held.passed.then(() => "late"))
            : kind === "event"
              ? step.waitForEvent("late", { event: `test/${id}.late`, timeout: "1h" }).then(() => "late")
              : kind === "sleep"
                ? step.sleep("late", "1h").then(() => "late")
                : step.invoke("late", { function: child, data: {} }),
        ]),
      );
      return [nudge?.name, got];
    },
  );
  return {
    functions: [fn, child],
    /** Until it is opened a call that was given the nudge stays in the function. */
    body,
    inBody: () => inBody,
    async waits() {
      const both = kind === "step" ? 1 : kind === "invoke" ? 3 : 2;
      await until(async () => (await queuePool().query("select 1 from waits")).rowCount === both);
      await until(async () => (await queuePool().query("select 1 from items where state <> 'leased'")).rowCount === 0);
    },
    nudge: () => testClient.send({ name: `test/${id}.nudge`, data: {} }),
    async comes() {
      if (kind === "step") held.open();
      else if (kind === "event") await testClient.send({ name: `test/${id}.late`, data: {} });
      else if (kind === "invoke") await testClient.send({ name: `test/${id}.return`, data: {} });
      else {
        await queuePool().query("update waits set due_at = now() - interval '1 second' where kind = 'sleep'");
        await queuePool().query(
          `update duelane_jobs._private_jobs set run_at = now() - interval '1 second'
           where key in (select 'wait:' || run_id || ':' || step_id from waits where kind = 'sleep')`,
        );
      }
    },
  };
}

const kinds = ["step", "event", "sleep", "invoke"] as const;

describe("what a run waits for", () => {
  test.each(kinds)("a %s that comes while a call is being claimed is not lost", async (kind) => {
    const run = nudged(kind, `claimed-${kind}`);
    await startEngine(run.functions);
    await testClient.send({ name: `test/claimed-${kind}`, data: {} });
    run.body.open();
    await run.waits();
    const claims = await stopClaims();
    await run.nudge();
    await claims.stopped();
    await run.comes();
    await resolved("late");
    await claims.open();
    const [end] = await ended(`claimed-${kind}`);
    expect(end).toMatchObject({ status: "completed", output: [`test/claimed-${kind}.nudge`, "late"] });
  });

  test.each(kinds)("a %s that comes while the function is being called is not lost", async (kind) => {
    const run = nudged(kind, `called-${kind}`);
    await startEngine(run.functions);
    await testClient.send({ name: `test/called-${kind}`, data: {} });
    await run.waits();
    await run.nudge();
    await until(run.inBody);
    await run.comes();
    await resolved("late");
    run.body.open();
    const [end] = await ended(`called-${kind}`);
    expect(end).toMatchObject({ status: "completed", output: [`test/called-${kind}.nudge`, "late"] });
  });

  test("the steps that follow a race are all run while its loser still waits", async () => {
    const ran: string[] = [];
    const fn = testClient.createFunction(
      { id: "past-race", retries: 0, triggers: [{ event: "test/past-race" }] },
      async ({ step, group }) => {
        await group.parallel({ mode: "race" }, () =>
          Promise.race([
            step.run("fast", () => "fast"),
            step.waitForEvent("slow", { event: "test/past-race.slow", timeout: "1h" }),
          ]),
        );
        for (const name of ["first", "second", "third"]) await step.run(name, () => void ran.push(name));
      },
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/past-race", data: {} });
    await until(() => ran.includes("third"));
    await testClient.send({ name: "test/past-race.slow", data: {} });
    const [run] = await ended("past-race");
    expect(run?.status).toBe("completed");
    expect(ran).toEqual(["first", "second", "third"]);
  });
});
