import { createServer } from "node:http";

export type Health = { ready(): Promise<{ ready: boolean }> };

/** /healthz says the process lives, /readyz whether it can work. Nothing else is here. */
export async function serveHealth(
  at: { port: number; host?: string },
  health: Health,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
      response.end(JSON.stringify(body));
    };
    if (request.url === "/healthz") return send(200, { alive: true });
    if (request.url !== "/readyz") return send(404, { error: "Not found" });
    const state = await health.ready().catch(() => ({ ready: false }));
    send(state.ready ? 200 : 503, state);
  });
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
