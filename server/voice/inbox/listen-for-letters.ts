import pg from "pg";
import { log } from "@/server/log";
import { CALLS_CHANNEL, type Letter, readLetter } from "@/server/voice/inbox/tell-call";

const AGAIN_MS = 1_000;

/** Hands over what is told to live calls, for as long as the process lives; a connection that is lost is opened again. */
export function listenForLetters(databaseUrl: string, deliver: (letter: Letter) => void): { close(): Promise<void> } {
  let isClosed = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  const open = async () => {
    const connection = new pg.Client({ connectionString: databaseUrl });
    client = connection;
    const lost = (error?: unknown) => {
      if (isClosed || client !== connection) return;
      client = undefined;
      log.warn({ err: error }, "no letters to calls come; listening again");
      retry = setTimeout(open, AGAIN_MS);
    };
    connection.on("error", lost);
    connection.on("end", () => lost());
    connection.on("notification", ({ payload }) => {
      const letter = readLetter(payload ?? "");
      if (letter) deliver(letter);
    });
    try {
      await connection.connect();
      await connection.query(`listen ${CALLS_CHANNEL}`);
    } catch (error) {
      lost(error);
    }
  };
  void open();
  return {
    async close() {
      isClosed = true;
      clearTimeout(retry);
      await client?.end().catch(() => {});
    },
  };
}
