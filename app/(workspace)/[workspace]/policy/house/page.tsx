import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HousePage } from "@/components/contact-rules/house/house-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("contactRules"))("house.title") };
}

export default function Page() {
  return <HousePage />;
}
