import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SimulationPage } from "@/components/simulation/simulation-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("simulation"))("title") };
}

export default async function SimulatePage({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { id } = await params;
  return <SimulationPage journeyId={id} />;
}
