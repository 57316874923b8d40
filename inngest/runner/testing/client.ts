import { randomBytes } from "node:crypto";
import { Inngest } from "inngest";
import { embeddedFetch } from "@/inngest/runner/intake/intercept";

const eventKey = randomBytes(12).toString("base64url");
export const testSigningKey = `signkey-test-${randomBytes(32).toString("hex")}`;

/** The client that a test's functions are made with; its keys are this process's. */
export const testClient = new Inngest({
  id: "test",
  isDev: false,
  eventKey,
  signingKey: testSigningKey,
  aiMetadata: false,
  fetch: embeddedFetch(eventKey),
  logger: { info() {}, warn() {}, error() {}, debug() {} },
});
