// A page for a stranger's phone: one sentence, one button, no script.
import { createHash } from "node:crypto";
import type { UnsubscribePage } from "@/server/conversations/unsubscribe";
import en from "@/server/i18n/messages/en/unsubscribe.json";
import hi from "@/server/i18n/messages/hi/unsubscribe.json";

const words = { en, hi };

const styles = `
body{font:16px/1.5 system-ui,sans-serif;margin:0;display:grid;place-items:center;min-height:100vh;background:Canvas;color:CanvasText}
main{max-width:28rem;padding:2rem}h1{font-size:1.375rem;margin:0 0 .5rem}p{margin:0 0 1.5rem}
button{font:inherit;font-weight:600;padding:.75rem 1.25rem;min-height:44px;border-radius:.5rem;border:1px solid CanvasText;background:CanvasText;color:Canvas;cursor:pointer}
button:focus-visible{outline:3px solid Highlight;outline-offset:2px}`;
const styleHash = createHash("sha256").update(styles).digest("base64");

export function renderUnsubscribePage(page: UnsubscribePage | null): Response {
  const language = page?.language.startsWith("hi") ? "hi" : "en";
  const text = words[language];
  const company = escaped(page?.company ?? "");
  const body = !page
    ? `<h1>${text.unknownTitle}</h1><p>${text.unknown}</p>`
    : page.alreadyDone
      ? `<h1>${text.doneTitle}</h1><p>${text.done.replace("{company}", () => company)}</p>`
      : `<h1>${text.askTitle}</h1><p>${text.ask.replace("{company}", () => company)}</p>
         <form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>${text.button}</button></form>`;
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${text.title}</title><style>${styles}</style></head><body><main>${body}</main></body></html>`;
  return new Response(html, {
    status: page ? 200 : 404,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex",
    },
  });
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
