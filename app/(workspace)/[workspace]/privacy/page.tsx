import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RequestsPage } from "@/components/privacy/requests-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy"))("title") };
}

export default function Page() {
  return <RequestsPage />;
}
