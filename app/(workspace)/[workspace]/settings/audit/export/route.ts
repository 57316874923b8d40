import { z } from "zod";
import { searchOf, streamedFile } from "@/app/streamed-file";
import { accessReason, logFilters } from "@/server/audit/contract";
import { exportLog } from "@/server/audit/reading/export-log";
import { apiContext } from "@/server/auth/sessions/current-person";

const input = logFilters.extend({ format: z.enum(["csv", "jsonl"]).default("csv"), reason: accessReason });

export async function GET(request: Request, { params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const format = searchOf(request).format === "jsonl" ? "jsonl" : "csv";
  return streamedFile({ name: "audit-log", format }, apiContext(request, workspace), (ctx) => {
    const { reason, format: _, ...filters } = input.parse(searchOf(request));
    return exportLog(ctx, { filters, format, reason });
  });
}
