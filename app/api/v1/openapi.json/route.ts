import { env } from "@/server/env";
import { openApi } from "@/server/public-api/openapi";

export const dynamic = "force-dynamic";

/** The reference, for everybody; see server/public-api. */
export function GET(): Response {
  return Response.json(openApi(new URL(env().PUBLIC_URL).origin), { headers: { "cache-control": "max-age=300" } });
}
