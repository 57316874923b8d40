import { getLocale } from "next-intl/server";
import { z } from "zod";
import { searchOf, streamedFile } from "@/app/streamed-file";
import { accessReason } from "@/server/audit/contract";
import { apiContext } from "@/server/auth/sessions/current-person";
import { publicId } from "@/server/public-ids";
import { exportPerson } from "@/server/rights/export/export-person";

const input = z.object({
  format: z.enum(["json", "html"]).default("json"),
  reason: accessReason,
  requestId: publicId("rightsRequest"),
});

export async function GET(request: Request, { params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const format = searchOf(request).format === "html" ? "html" : "json";
  const locale = (await getLocale()) === "hi" ? "hi" : "en";
  return streamedFile({ name: "personal-data", format }, apiContext(request, workspace), async function* (ctx) {
    yield await exportPerson(ctx, { ...input.parse(searchOf(request)), locale });
  });
}
