// What Neon's proxy does, locally: one WebSocket a connection, its binary frames piped to the PostgreSQL behind it.
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { WebSocketServer } from "ws";

/** Starts on a free loopback port; `close` ends every connection. */
export async function startWebSocketProxy(target: { host: string; port: number }) {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  let connections = 0;
  sockets.on("connection", (client) => {
    connections += 1;
    const upstream = connect(target.port, target.host);
    client.on("message", (data: Buffer) => upstream.write(data));
    upstream.on("data", (data) => client.send(data));
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.close());
    upstream.on("error", () => client.close());
    client.on("error", () => upstream.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    connections: () => connections,
    close: () => {
      for (const client of sockets.clients) client.terminate();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
}
