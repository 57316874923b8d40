import { inngestMode } from "@/inngest/runner/mode";
import { checkReadiness } from "@/server/readiness/check-readiness";

export const dynamic = "force-dynamic";

/** Whether this process can serve: database, migrations and the queue's schema are there. */
export async function GET() {
  const state = await checkReadiness({ embeddedQueue: inngestMode() === "embedded" });
  return Response.json(state, { status: state.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
