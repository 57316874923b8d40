import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RetentionPage } from "@/components/privacy/retention/retention-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy.retention"))("title") };
}

export default function Page() {
  return <RetentionPage />;
}
