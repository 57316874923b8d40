"use client";

import { useTranslations } from "next-intl";
import { errorFacts } from "@/components/ui/error-state";

/** The reader's sentence for a code of next-auth or of ours. */
export function useAuthError(): (code: string) => string {
  const own = useTranslations("auth.errors");
  const general = useTranslations("errors");
  return (code) => {
    if (own.has(code)) return own(code);
    return general.has(code) ? general(code) : own("fallback");
  };
}

/** The same for what a mutation threw; a link that is gone has its own sentence. */
export function useMutationError(): (error: unknown) => string {
  const sentence = useAuthError();
  const t = useTranslations("auth");
  return (error) => {
    const { code } = errorFacts(error);
    return code === "PRECONDITION" ? t("linkGone") : sentence(code);
  };
}
