import { getLocale } from "next-intl/server";
import { searchOf, streamedFile } from "@/app/streamed-file";
import { apiContext } from "@/server/auth/sessions/current-person";
import { evidenceInput } from "@/server/evidence/contract";
import { evidenceJson } from "@/server/evidence/evidence-json";
import { evidencePdf } from "@/server/evidence/evidence-pdf";
import { readEvidence } from "@/server/evidence/read-evidence";
import { defaultLocale, isLocale } from "@/server/i18n/locales";
import { sayIn } from "@/server/i18n/say";

export async function GET(request: Request, { params }: { params: Promise<{ workspace: string; debtor: string }> }) {
  const { workspace, debtor } = await params;
  const search = searchOf(request);
  const format = search.format === "json" ? "json" : "pdf";
  const locale = await getLocale();
  const say = sayIn(isLocale(locale) ? locale : defaultLocale);
  return streamedFile({ name: `evidence-${debtor}`, format }, apiContext(request, workspace), (ctx) => {
    const parts = readEvidence(ctx, evidenceInput.parse({ ...search, debtorId: debtor, format }));
    return format === "json" ? evidenceJson(parts) : evidencePdf(parts, say);
  });
}
