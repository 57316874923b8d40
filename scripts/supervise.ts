// One supervisor for the whole product on one machine: embedded PostgreSQL (unless DATABASE_URL is set), migrations,
// build, demo workspace, web, worker and voice. Ctrl-C ends all of it in order, the database last.
import { closeSharedConnection } from "@/db/client";
import { EmbeddedPostgresError } from "@/db/postgres-binaries";
import { ensureBuilt } from "@/scripts/process/build";
import { type Child, startChild, stopChildren, takeOver } from "@/scripts/process/children";
import { prepareDatabase } from "@/scripts/process/database";
import { prepareEnvironment, StartError } from "@/scripts/process/environment";
import { sources, workerFlags } from "@/scripts/process/node-flags";
import { EnvironmentError } from "@/server/env";

const startedAt = performance.now();

async function main() {
  const setup = prepareEnvironment(process.env);
  await takeOver(setup.dataDir);
  await setup.checkPorts();

  const failed = (sentence: string) => {
    console.error(sentence);
    void stop(1);
  };
  const database = await prepareDatabase(setup, failed);
  const children: Child[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (code: number) => {
    stopping ??= (async () => {
      await stopChildren(children, setup.dataDir);
      await closeSharedConnection();
      await database.stop();
      process.exit(code);
    })();
    return stopping;
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (!stopping) console.log("\nStopping …");
      void stop(0);
    });
  }

  try {
    const making = setup.withDemo ? makeDemo(setup.dataDir) : undefined;
    // Its failure is thrown below, when the build beside it has ended.
    making?.catch(() => {});
    await ensureBuilt(setup.root);
    const demo = await making;
    children.push(
      startChild({
        name: "worker",
        script: [...workerFlags, ...sources, "inngest/worker/main.ts"],
        setup,
        failed,
      }),
    );
    children.push(
      startChild({
        name: "web",
        script: [...sources, "scripts/web.ts"],
        setup,
        failed,
      }),
    );
    children.push(
      startChild({
        name: "voice",
        script: [...workerFlags, ...sources, "server/voice/main.ts"],
        setup,
        failed,
      }),
    );
    await Promise.all(children.map((child) => child.ready()));
    greet(setup.publicUrl, demo, setup.logDir);
  } catch (error) {
    if (stopping) return;
    report(error);
    await stop(1);
  }
}

async function makeDemo(dataDir: string) {
  const { ensureDemo } = await import("@/scripts/process/demo");
  return ensureDemo(dataDir);
}

function greet(publicUrl: string, demo: { email: string; password: string } | undefined, logDir: string) {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const lines = ["", `  Duelane is ready at ${publicUrl}  (${seconds} s)`];
  if (demo) lines.push(`  Demo sign-in: ${demo.email} / ${demo.password}`);
  lines.push(`  Logs: ${logDir}`, "  Ctrl-C stops everything; nothing is lost.", "");
  console.log(lines.join("\n"));
}

function report(error: unknown) {
  const known =
    error instanceof StartError || error instanceof EnvironmentError || error instanceof EmbeddedPostgresError;
  console.error(known ? error.message : error);
}

main().catch((error: unknown) => {
  report(error);
  process.exit(1);
});
