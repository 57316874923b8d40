import { inngestMode } from "@/inngest/runner/mode";

export const dynamic = "force-dynamic";

/**
 * Where Inngest, or its dev server, calls the functions. With the embedded runner nobody does: the worker drives
 * them in its own process, and this address does not exist.
 */
async function handle(request: Request): Promise<Response> {
  if (inngestMode() === "embedded") return new Response(null, { status: 404 });
  const { handleInngest } = await import("@/inngest/serve");
  return handleInngest(request);
}

export { handle as GET, handle as POST, handle as PUT };
