import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/server/auth/sessions/next-auth";
import { DomainError } from "@/server/errors";
import { limitedBody } from "@/server/rate-limits/request-size";

type Context = { params: Promise<{ nextauth: string[] }> };

/** Forms of a few fields. */
const MAX_BODY_BYTES = 32 * 1024;

async function handle(request: NextRequest, context: Context): Promise<Response> {
  try {
    return await NextAuth(await limited(request), context, authOptions());
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return Response.json({ error: { code: error.code, message: error.message } }, { status: error.status });
  }
}

async function limited(request: NextRequest): Promise<NextRequest> {
  if (request.method !== "POST") return request;
  const body = await limitedBody(request, MAX_BODY_BYTES);
  return new NextRequest(request.url, { method: request.method, headers: request.headers, body });
}

export { handle as GET, handle as POST };
