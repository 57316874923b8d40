// PostgreSQL that ended by itself, by the operating system's hand for example, is started again where it was.
import type { EmbeddedPostgres } from "@/db/embedded-postgres";
import { lives } from "@/db/postmaster";

const LOOK_EVERY_MS = 500;
/** The processes of a killed server need a moment to let go of its files. */
const TRIES_MAX = 20;

/** Watches the server; `start` starts another one at the same port, `failed` is told when that does not succeed. */
export function keepPostgres(
  first: EmbeddedPostgres,
  start: () => Promise<EmbeddedPostgres>,
  failed: (sentence: string) => void,
): { stop(): Promise<void> } {
  let server = first;
  let stopping = false;
  let starting: Promise<void> | undefined;

  const startAgain = async () => {
    console.error("PostgreSQL ended and is started again; nothing that was saved is lost.");
    for (let tries = 1; !stopping; tries += 1) {
      try {
        server = await start();
        return;
      } catch (error) {
        if (tries >= TRIES_MAX) return failed(error instanceof Error ? error.message : String(error));
        await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
      }
    }
  };
  const look = setInterval(() => {
    if (stopping || starting || lives(server.pid)) return;
    starting = startAgain().finally(() => {
      starting = undefined;
    });
  }, LOOK_EVERY_MS);

  return {
    async stop() {
      stopping = true;
      clearInterval(look);
      await starting;
      await server.stop();
    },
  };
}
