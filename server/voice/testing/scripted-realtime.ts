// A Realtime server for tests, faithful to the vendor's events: voice activity, transcripts, one response at a time, audio
// in deltas, truncation that checks what it is told, and every way it fails. What it answers is the test's script.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { ScriptedSession } from "@/server/voice/testing/scripted-session";
import { until } from "@/server/voice/testing/until";

export type ClientEvent = { type: string; [key: string]: unknown };

export type AskedResponse = {
  instructions: string;
  isProposal: boolean;
  requestId: string | undefined;
  /** How many were asked for in this session before. */
  nth: number;
};

export type Speech = {
  say: string;
  /** Milliseconds of audio a delta. */
  chunkMs?: number;
  /** Between two deltas. */
  paceMs?: number;
  /** Says nothing more after so much audio, and does not end either. */
  stallsAfterMs?: number;
};

/** What the model does about one `response.create`. */
export type Reply =
  | Speech
  | { propose: unknown; rawArguments?: string; afterMs?: number }
  | { fail: string; status?: "failed" | "incomplete" }
  | { refuse: string }
  | "never";

export type RealtimeScript = {
  reply?: (asked: AskedResponse) => Reply | Promise<Reply>;
  /** Instead of opening: an HTTP status, an error after the session's update, or nothing at all. */
  open?: (nth: number) => "well" | { status: number } | { error: string } | "never";
  expiresInMs?: number;
  silenceMs?: number;
  /** Between the end of a turn and its transcript; "never": it fails. */
  transcriptAfterMs?: number | "never";
};

export class ScriptedRealtime {
  readonly sessions: ScriptedSession[] = [];
  script: RealtimeScript;
  #attempts = 0;
  readonly #unanswered: Duplex[] = [];
  readonly #server: Server;
  readonly #sockets: WebSocketServer;

  private constructor(script: RealtimeScript) {
    this.script = script;
    this.#server = createServer();
    this.#sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
    this.#server.on("upgrade", (request, socket, head) => {
      const how = this.script.open?.(this.#attempts) ?? "well";
      this.#attempts += 1;
      const isAsked =
        request.url?.startsWith("/v1/realtime?model=") && request.headers.authorization?.startsWith("Bearer ");
      if (how === "never") return void this.#unanswered.push(socket);
      if (!isAsked || (typeof how === "object" && "status" in how)) {
        const status = typeof how === "object" && "status" in how ? how.status : 401;
        socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\n\r\n`);
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (ws: WebSocket) => {
        const error = typeof how === "object" && "error" in how ? how.error : undefined;
        this.sessions.push(new ScriptedSession(ws, () => this.script, error));
      });
    });
  }

  static async start(script: RealtimeScript = {}): Promise<ScriptedRealtime> {
    const server = new ScriptedRealtime(script);
    await new Promise<void>((done) => server.#server.listen(0, "127.0.0.1", done));
    return server;
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1/realtime`;
  }

  get attempts(): number {
    return this.#attempts;
  }

  /** The newest session. */
  get session(): ScriptedSession {
    const last = this.sessions.at(-1);
    if (!last) throw new Error("nobody called the model");
    return last;
  }

  /** Everything that was asked of any session. */
  asked(type: string): ClientEvent[] {
    return this.sessions.flatMap((session) => session.received.filter((event) => event.type === type));
  }

  receives(type: string, count = 1): Promise<void> {
    return until(
      () => this.asked(type).length >= count,
      () => `${this.asked(type).length} × ${type}, not ${count}`,
    );
  }

  async close(): Promise<void> {
    for (const session of this.sessions) session.drop();
    for (const socket of this.#unanswered) socket.destroy();
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
