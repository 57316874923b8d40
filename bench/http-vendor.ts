// A vendor for benchmarks: a real HTTP server that records what it gets, and the ports that speak to it. What it is able
// to do is what vendors differ in: drop a repeated key, answer what became of a key, or neither.
import { Agent, createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { EmailPort, SendLookup, SendResult, SmsPort, VoicePort } from "@/server/touches/ports";

export type VendorSkill = "deduplicates" | "can_be_asked" | "neither";

export type RecordingServer = {
  url: string;
  /** Key → how often a message with it was kept, that is: how often the debtor got it. */
  kept: Map<string, number>;
  close(): Promise<void>;
};

/** Starts it; each message takes `latencyMs()`, half before it is kept and half before the answer. */
export async function startVendor(skill: VendorSkill, latencyMs: () => number): Promise<RecordingServer> {
  const kept = new Map<string, number>();
  const server: Server = createServer(async (request, response) => {
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    const key = decodeURIComponent((request.url ?? "").split("?key=")[1] ?? "");
    if (request.method === "GET") {
      answer(200, { found: kept.has(key), ref: `ref-${key}` });
      return;
    }
    await readAll(request);
    const delay = latencyMs();
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay / 2));
    if (!(skill === "deduplicates" && kept.has(key))) kept.set(key, (kept.get(key) ?? 0) + 1);
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay / 2));
    answer(200, { ref: `ref-${key}` });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    kept,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function readAll(request: IncomingMessage): Promise<void> {
  return new Promise((done, failed) => {
    request.resume().on("end", done).on("error", failed);
  });
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** By plain HTTP: the Fetch API's streams would cost as much as all that is measured of a send beside the database. */
function ask<Answer>(address: string, method: string, signal: AbortSignal, body?: string): Promise<Answer> {
  return new Promise((done, failed) => {
    const sending = request(address, { method, agent, signal }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part) => {
        text += part;
      });
      response.on("end", () => {
        try {
          done(JSON.parse(text));
        } catch (error) {
          failed(error);
        }
      });
      response.on("error", failed);
    });
    sending.on("error", failed);
    sending.end(body);
  });
}

type AnyRequest = { idempotencyKey: string };

function port(name: string, url: string, skill: VendorSkill) {
  return {
    name,
    deduplicates: skill === "deduplicates",
    async send(message: AnyRequest, signal: AbortSignal): Promise<SendResult> {
      const address = `${url}/send?key=${encodeURIComponent(message.idempotencyKey)}`;
      try {
        const { ref } = await ask<{ ref: string }>(address, "POST", signal, JSON.stringify(message));
        return { kind: "accepted", providerRef: ref };
      } catch {
        return { kind: "in_doubt", code: "NETWORK" };
      }
    },
    ...(skill === "can_be_asked" && {
      async find(query: { idempotencyKey: string }, signal: AbortSignal): Promise<SendLookup> {
        const address = `${url}/find?key=${encodeURIComponent(query.idempotencyKey)}`;
        const { found, ref } = await ask<{ found: boolean; ref: string }>(address, "GET", signal);
        return found ? { kind: "sent", providerRef: ref } : { kind: "not_sent" };
      },
    }),
  };
}

export const httpEmail = (url: string, skill: VendorSkill): EmailPort => port(`http-email-${skill}`, url, skill);
export const httpSms = (url: string, skill: VendorSkill): SmsPort => port(`http-sms-${skill}`, url, skill);
export const httpVoice = (url: string, skill: VendorSkill): VoicePort => port(`http-voice-${skill}`, url, skill);
