import type { StandardTexts } from "@/server/conversations/standard-texts";
import type { TouchContent } from "@/server/touches/contract";

/** The message that brings a pay link to whoever asked for one. `isCollector`: a debt collector must say that one writes. */
export function payLinkMessage(texts: StandardTexts, company: string, isCollector: boolean): TouchContent {
  return {
    type: "journey",
    body: {
      type: "doc",
      content: [
        {
          type: "paragraph",
          content: [
            { type: "text", text: texts.payLinkBefore(company) },
            { type: "variable", name: "pay_link" },
            ...(isCollector ? [{ type: "text" as const, text: `\n${texts.collectorNotice}` }] : []),
          ],
        },
      ],
    },
  };
}
