import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RulesPage } from "@/components/contact-rules/rules-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("contactRules"))("title") };
}

export default function Page() {
  return <RulesPage />;
}
