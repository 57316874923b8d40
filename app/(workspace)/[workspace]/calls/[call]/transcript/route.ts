import { getLocale } from "next-intl/server";
import { searchOf, streamedFile } from "@/app/streamed-file";
import { apiContext } from "@/server/auth/sessions/current-person";
import { transcriptInput } from "@/server/calls/contract";
import { transcriptPdf, transcriptText } from "@/server/calls/transcript";
import { defaultLocale, isLocale } from "@/server/i18n/locales";
import { sayIn } from "@/server/i18n/say";

export async function GET(request: Request, { params }: { params: Promise<{ workspace: string; call: string }> }) {
  const { workspace, call } = await params;
  const search = searchOf(request);
  const format = search.format === "pdf" ? "pdf" : "txt";
  const locale = await getLocale();
  const say = sayIn(isLocale(locale) ? locale : defaultLocale);
  return streamedFile({ name: `transcript-${call}`, format }, apiContext(request, workspace), (ctx) => {
    const input = transcriptInput.parse({ ...search, callId: call });
    return format === "pdf" ? transcriptPdf(ctx, input, say) : transcriptText(ctx, input, say);
  });
}
