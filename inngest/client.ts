// The one Inngest client. In embedded mode its `fetch` never leaves the process: events become rows of the queue.
import { randomBytes } from "node:crypto";
import { Inngest } from "inngest";
import { embeddedFetch } from "@/inngest/runner/intake/intercept";
import { inngestMode } from "@/inngest/runner/mode";
import { log } from "@/server/log";

export const mode = inngestMode();

/** In embedded mode the keys live and die with the process: they sign what the runner and the SDK say to each other. */
const embeddedKeys = {
  eventKey: randomBytes(24).toString("base64url"),
  signingKey: `signkey-embedded-${randomBytes(32).toString("hex")}`,
};

export const inngest = new Inngest({
  id: "duelane",
  logger: log,
  aiMetadata: false,
  ...(mode === "embedded" ? { isDev: false, ...embeddedKeys, fetch: embeddedFetch(embeddedKeys.eventKey) } : {}),
});

/** What the embedded runner signs its calls with. */
export const embeddedSigningKey = embeddedKeys.signingKey;
