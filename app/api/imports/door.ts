import { apiContext } from "@/server/auth/sessions/current-person";
import { DomainError, databaseRefusal } from "@/server/errors";
import { publicId } from "@/server/public-ids";
import { rateLimit } from "@/server/rate-limits/rate-limit";
import type { TenantContext } from "@/server/tenant-context";

/** The member, workspace and import a request is about; answers DomainErrors as JSON. */
export async function importDoor(
  request: Request,
  params: Promise<{ importId: string }>,
  work: (ctx: TenantContext, importId: string) => Promise<Response>,
): Promise<Response> {
  try {
    const slug = new URL(request.url).searchParams.get("workspace") ?? undefined;
    const caller = await apiContext(request, slug);
    if (!caller.person) throw new DomainError("UNAUTHENTICATED");
    if (!caller.workspace) throw new DomainError("NOT_FOUND");
    await rateLimit("api.person", caller.person.userId);
    const id = publicId("import").safeParse((await params).importId);
    if (!id.success) throw new DomainError("NOT_FOUND");
    return await work(caller.workspace, id.data);
  } catch (thrown) {
    const error = databaseRefusal(thrown) ?? thrown;
    if (!(error instanceof DomainError)) throw error;
    return Response.json({ code: error.code, message: error.message }, { status: error.status });
  }
}
