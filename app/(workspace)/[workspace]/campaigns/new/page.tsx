import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LaunchForm } from "@/components/campaigns/launch/launch-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("campaigns"))("launch.title") };
}

export default function Page() {
  return <LaunchForm />;
}
