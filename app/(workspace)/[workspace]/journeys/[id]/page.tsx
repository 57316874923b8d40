import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Builder } from "@/components/journey-builder/builder";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { may } from "@/server/tenancy/permissions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("journeys"))("builderTitle") };
}

export default async function JourneyPage({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { workspace: slug, id } = await params;
  const { person, workspace } = await requireWorkspace(slug);
  return (
    <Builder
      journeyId={id}
      personId={person.userId}
      slug={slug}
      mayEdit={may(workspace.role, "journeys.update")}
      mayPublish={may(workspace.role, "journeys.publish")}
    />
  );
}
