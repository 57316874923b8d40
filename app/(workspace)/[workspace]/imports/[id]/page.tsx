import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ImportWizard } from "@/components/imports/import-wizard";
import { localityOptions } from "@/components/settings/locality-options";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("title") };
}

export default async function ImportPage({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { id } = await params;
  const { countries, currencies } = localityOptions(await getLocale());
  return <ImportWizard id={id} countries={countries} currencies={currencies} />;
}
