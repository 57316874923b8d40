import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Builder } from "@/components/journey-builder/builder";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { DomainError } from "@/server/errors";
import { type JourneyDetail, journeyInput } from "@/server/journeys/contract";
import { getJourney } from "@/server/journeys/get-journey";
import { may } from "@/server/tenancy/permissions";
import type { TenantContext } from "@/server/tenant-context";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("journeys"))("builderTitle") };
}

export default async function JourneyPage({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { workspace: slug, id } = await params;
  const { person, workspace, ctx } = await requireWorkspace(slug);
  return (
    <Builder
      journeyId={id}
      read={{ journey: await readJourney(ctx, id), at: new Date() }}
      personId={person.userId}
      slug={slug}
      mayEdit={may(workspace.role, "journeys.update")}
      mayPublish={may(workspace.role, "journeys.publish")}
    />
  );
}

/** With the page, so that the builder need not ask again; what cannot be read is the builder's to say. */
async function readJourney(ctx: TenantContext, id: string): Promise<JourneyDetail | null> {
  const asked = journeyInput.safeParse({ journeyId: id });
  if (!asked.success) return null;
  return getJourney(ctx, asked.data).catch((error: unknown) => {
    if (error instanceof DomainError) return null;
    throw error;
  });
}
