"use client";

import { useTranslations } from "next-intl";
import type { PersonaSummary } from "@/server/flows/suites/contract";

/** What somebody made up is called: the product's in the reader's language, others as they were named. */
export function usePersonaWords(): (persona: PersonaSummary) => string {
  const t = useTranslations("flows.suites.personas");
  return ({ key, title }) => (t.has(key) ? t(key) : title);
}
