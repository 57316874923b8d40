import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { JourneyList } from "@/components/journey-builder/catalogue/journey-list";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { may } from "@/server/tenancy/permissions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("journeys"))("title") };
}

export default async function JourneysPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace: slug } = await params;
  const { workspace } = await requireWorkspace(slug);
  return <JourneyList slug={slug} mayEdit={may(workspace.role, "journeys.update")} />;
}
