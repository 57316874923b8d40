import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export type Health = { ready(): Promise<{ ready: boolean }> };

/** Answers /healthz, that the process lives, and /readyz, whether it can work; nothing else is here. */
export async function answerHealth(request: IncomingMessage, response: ServerResponse, { ready }: Health) {
  const send = (status: number, body: unknown) => {
    response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(JSON.stringify(body));
  };
  if (request.url === "/healthz") return send(200, { alive: true });
  if (request.url !== "/readyz") return send(404, { error: "Not found" });
  const state = await ready().catch(() => ({ ready: false }));
  send(state.ready ? 200 : 503, state);
}

/** A server of its own for a process that has no other. */
export async function serveHealth(
  at: { port: number; host?: string },
  health: Health,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => void answerHealth(request, response, health));
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(at, done);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : at.port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
