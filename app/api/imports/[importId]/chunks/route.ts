import { importDoor } from "@/app/api/imports/door";
import { refuseForeignOrigin } from "@/server/auth/door/refuse-foreign-origin";
import { DomainError } from "@/server/errors";
import { chunkBytesMax } from "@/server/imports/contract";
import { appendChunk } from "@/server/imports/uploading/append-chunk";
import { limitedBody } from "@/server/rate-limits/request-size";

export const dynamic = "force-dynamic";

/** One piece of a file: its bytes, `?position=` counted from 0. */
export async function PUT(request: Request, { params }: { params: Promise<{ importId: string }> }): Promise<Response> {
  return importDoor(request, params, async (ctx, importId) => {
    refuseForeignOrigin(request);
    const position = Number(new URL(request.url).searchParams.get("position"));
    if (!Number.isInteger(position) || position < 0 || position > 1000) throw new DomainError("INVALID_INPUT");
    const data = Buffer.from(await limitedBody(request, chunkBytesMax));
    await appendChunk(ctx, { importId, position, data });
    return new Response(null, { status: 204 });
  });
}
