// A local HTTP server that speaks a vendor's protocol for tests, and records what it is asked.
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export type Asked = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
};
export type Answer = {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  hang?: boolean;
  cut?: boolean;
};

export type VendorServer = { url: string; asked: Asked[]; close(): Promise<void> };

/** `answer` decides; `hang` never answers, `cut` takes the request and drops the connection. */
export async function startVendorServer(answer: (asked: Asked, nth: number) => Answer): Promise<VendorServer> {
  const asked: Asked[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://vendor.test");
      const one: Asked = {
        method: request.method ?? "",
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      };
      asked.push(one);
      const { status, body, headers, hang, cut } = answer(one, asked.length);
      if (hang) return;
      if (cut) {
        request.socket.destroy();
        return;
      }
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(body === undefined ? "" : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** An address at which nothing listens. */
export async function closedAddress(): Promise<string> {
  const server = await startVendorServer(() => ({ status: 200 }));
  await server.close();
  return server.url;
}
