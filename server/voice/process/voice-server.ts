// The lines of one process: who knocks is checked, gets one call, and the call's end runs whatever happens to it. Nothing
// stands in memory but live audio, so any number of processes may stand behind a balancer.
import { createServer, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { answerHealth } from "@/server/process/health";
import type { CallEnd } from "@/server/voice/call/call-ports";
import type { CallSession } from "@/server/voice/call/call-session";
import type { Happening } from "@/server/voice/call/dialogue";
import type { PhoneDoor, PhoneLeg } from "@/server/voice/ports";

/** One call that may begin: who it is, and how its session is made and its end kept. */
export type OpenCall = {
  streamId: string;
  /** What the line must call itself. */
  callRef: string;
  begin(): CallSession;
  /** The line as the session is to have it; absent: as it is. */
  line?(phone: PhoneLeg): PhoneLeg;
  ended(end: CallEnd): Promise<void>;
};

export type VoiceServerOptions = {
  at: { port: number; host?: string };
  door: PhoneDoor | null;
  /** The call of a token, which is used up by asking. */
  open(token: string): Promise<OpenCall | "used" | "unknown">;
  /** Beside not draining. */
  ready(): Promise<boolean>;
  note(what: string, details: Record<string, string | number | null>): void;
};

export type VoiceServer = {
  port: number;
  streamIds(): string[];
  /** Nothing where this process does not have that line. */
  tell(streamId: string, happening: Happening): void;
  /** Takes no new line, waits for the calls to end by themselves, and ends those that are left. */
  drain(withinMs: number): Promise<void>;
  close(): Promise<void>;
};

/** A frame is a few hundred bytes; nothing a vendor sends comes near. */
const MESSAGE_BYTES_MAX = 256 * 1_024;
const statusTexts = { 403: "Forbidden", 404: "Not Found", 409: "Conflict", 503: "Service Unavailable" } as const;

export async function startVoiceServer(options: VoiceServerOptions): Promise<VoiceServer> {
  const sessions = new Map<string, CallSession>();
  const endings = new Set<Promise<void>>();
  let isDraining = false;

  const health = {
    async ready() {
      const ready = !isDraining && (await options.ready().catch(() => false));
      return { ready, draining: isDraining, calls: sessions.size };
    },
  };
  const server = createServer((request, response) => void answerHealth(request, response, health));
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MESSAGE_BYTES_MAX });

  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => {});
    void answer(request, socket, head).catch((error: unknown) => {
      options.note("a line could not be opened", { code: error instanceof Error ? error.name : "unknown" });
      refuse(socket, 503);
    });
  });

  async function answer(request: IncomingMessage, socket: Duplex, head: Buffer) {
    const { door } = options;
    if (isDraining) return refuse(socket, 503);
    if (!door) return refuse(socket, 404);
    const knock = door.knock({ url: request.url ?? "", headers: request.headers });
    if ("refused" in knock) return refuse(socket, knock.refused);
    const call = await options.open(knock.token);
    if (call === "used") return refuse(socket, 409);
    if (call === "unknown") return refuse(socket, 403);
    const session = call.begin();
    sessions.set(call.streamId, session);
    const ending = runToItsEnd(call, session).finally(() => endings.delete(ending));
    endings.add(ending);
    const gone = () => session.close("line", "closed_early");
    // While the call was being found nobody listened for it.
    if (socket.destroyed) return gone();
    socket.once("close", gone);
    sockets.handleUpgrade(request, socket, head, (ws) => {
      // From here on the line itself tells.
      socket.off("close", gone);
      void connect(door, ws, call, session);
    });
  }

  async function connect(door: PhoneDoor, socket: WebSocket, call: OpenCall, session: CallSession) {
    try {
      const phone = await door.accept(socket);
      if (phone.callRef === call.callRef) return session.begin(call.line?.(phone) ?? phone);
      phone.close("fault");
      session.close("fault", "another_call");
    } catch (error) {
      session.close("fault", String((error as { code?: unknown }).code ?? "no_start"));
    }
  }

  async function runToItsEnd(call: OpenCall, session: CallSession) {
    const end = await session.over;
    sessions.delete(call.streamId);
    try {
      await call.ended(end);
    } catch (error) {
      options.note("the end of a call could not be kept", { code: error instanceof Error ? error.name : "unknown" });
    }
  }

  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(options.at, done);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : options.at.port,
    streamIds: () => [...sessions.keys()],
    tell: (streamId, happening) => sessions.get(streamId)?.tell(happening),
    async drain(withinMs) {
      isDraining = true;
      const timer = setTimeout(() => {
        for (const session of sessions.values()) session.close("fault", "draining");
      }, withinMs);
      while (endings.size > 0) await Promise.all(endings);
      clearTimeout(timer);
    },
    async close() {
      for (const session of sessions.values()) session.close("fault", "process_closed");
      while (endings.size > 0) await Promise.all(endings);
      await new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
    },
  };
}

function refuse(socket: Duplex, status: keyof typeof statusTexts) {
  socket.end(`HTTP/1.1 ${status} ${statusTexts[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
