import { useTranslations } from "next-intl";
import { diffWords } from "@/server/graphs/diff-words";

/** A text as it was and as it is in one, word by word. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const t = useTranslations("builder.diff");
  return (
    <p className="text-sm whitespace-pre-line wrap-anywhere">
      {diffWords(before, after).map((part, index) => {
        // biome-ignore-start lint/suspicious/noArrayIndexKey: parts have no identity but their place
        if (part.kind === "same") return <span key={index}>{part.text}</span>;
        if (part.kind === "added") {
          return (
            <ins key={index} className="rounded-xs bg-success-soft text-success-strong decoration-1 underline-offset-2">
              <span className="sr-only">{t("insertedText")} </span>
              {part.text}
            </ins>
          );
        }
        return (
          <del key={index} className="rounded-xs bg-destructive-soft text-destructive-strong decoration-1">
            <span className="sr-only">{t("deletedText")} </span>
            {part.text}
          </del>
        );
        // biome-ignore-end lint/suspicious/noArrayIndexKey: see above
      })}
    </p>
  );
}
