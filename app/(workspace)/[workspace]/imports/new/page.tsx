import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewImport } from "@/components/imports/new-import";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("drop.title") };
}

export default function NewImportPage() {
  return <NewImport />;
}
