import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CollectorPage } from "@/components/contact-rules/collector/collector-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("contactRules"))("collector.title") };
}

export default function Page() {
  return <CollectorPage />;
}
