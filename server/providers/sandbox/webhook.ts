// The sandbox calls nobody. It answers with the JSON behind `#answer=` of the address, or with an empty object, and fails
// where the address's path ends in `/fail`, so that both ways of a journey can be tried.
import type { WebhookPort } from "@/server/campaigns/effects/ports";

export const sandboxWebhook: WebhookPort = {
  name: "sandbox",
  async call({ url }) {
    if (!URL.canParse(url)) return { kind: "refused", code: "URL_REFUSED" };
    const { pathname, hash } = new URL(url);
    if (pathname.endsWith("/fail")) return { kind: "refused", code: "HTTP_400" };
    return { kind: "answered", body: answerIn(hash) };
  },
};

function answerIn(hash: string): unknown {
  const text = new URLSearchParams(hash.slice(1)).get("answer");
  try {
    return text === null ? {} : JSON.parse(text);
  } catch {
    return {};
  }
}
