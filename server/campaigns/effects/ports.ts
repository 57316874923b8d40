// What errands need of the outside. Adapters stand in server/providers; server/wiring.ts picks them.
import type { EmailPort } from "@/server/touches/ports";

export type ErrandKind = "webhook" | "notify_email" | "notify_webhook";

/** As it is stored: what to do, with its texts filled in. */
export type ErrandRequest =
  | { url: string; keep: string[] }
  | { url: string; text: string }
  | { roles: string[]; text: string };

export type WebhookRequest = { url: string; headers: Record<string, string>; body: string };
export type WebhookOutcome =
  /** It answered with a 2xx; `body` is its JSON, if it is any. */
  | { kind: "answered"; body: unknown }
  /** Nothing will change by trying again. */
  | { kind: "refused"; code: string }
  /** Try again; the receiver knows a repetition by its id. */
  | { kind: "failed"; code: string; retryAfterSeconds?: number };

/** Calls an address somebody typed: never a private one, whatever its name resolves to and wherever it redirects. */
export type WebhookPort = { name: string; call(request: WebhookRequest, signal: AbortSignal): Promise<WebhookOutcome> };

export type ErrandPorts = {
  webhook: WebhookPort;
  mail: EmailPort;
  /** Where links in mails lead. */
  publicUrl: string;
  /** What the signing secrets of workspaces are derived from. */
  secret: string;
};
