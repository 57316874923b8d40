// Next believes any X-Forwarded-For it is sent. Without a proxy of ours in front, nobody may say where they come from.
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

let watching = false;

/** Writes the socket's own address over what the caller claims; to be called once, where no proxy is trusted. */
export function distrustForwardedHeaders(): void {
  if (watching) return;
  watching = true;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "unknown";
    delete request.headers["x-forwarded-host"];
    delete request.headers["x-forwarded-proto"];
    delete request.headers["x-real-ip"];
  });
}
