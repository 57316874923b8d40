import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RegistriesPage } from "@/components/contact-rules/registries/registries-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("contactRules.registries"))("title") };
}

export default function Page() {
  return <RegistriesPage />;
}
