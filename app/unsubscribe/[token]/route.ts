// RFC 8058: a mail program posts here by itself, without cookie, login or redirect. A GET only shows the button, because
// link scanners open everything.
import { renderUnsubscribePage } from "@/app/unsubscribe/[token]/page-html";
import { readUnsubscribeToken, unsubscribe, viewUnsubscribe } from "@/server/conversations/unsubscribe";
import { env } from "@/server/env";

type Params = { params: Promise<{ token: string }> };

export async function GET(_request: Request, { params }: Params) {
  const about = readUnsubscribeToken((await params).token, env().AUTH_SECRET);
  return renderUnsubscribePage(about && (await viewUnsubscribe(about)));
}

export async function POST(request: Request, { params }: Params) {
  const about = readUnsubscribeToken((await params).token, env().AUTH_SECRET);
  const requestId = request.headers.get("x-request-id") ?? undefined;
  return renderUnsubscribePage(about && (await unsubscribe(about, { requestId })));
}
