import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CampaignPage } from "@/components/campaigns/campaign-page";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { getCampaign } from "@/server/campaigns/get-campaign";
import { DomainError } from "@/server/errors";
import { fromPublicId } from "@/server/public-ids";

type Props = { params: Promise<{ workspace: string; campaign: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("campaigns"))("title") };
}

export default async function Page({ params }: Props) {
  const { workspace, campaign } = await params;
  const campaignId = fromPublicId("campaign", campaign);
  if (!campaignId) notFound();
  const { ctx } = await requireWorkspace(workspace);
  await getCampaign(ctx, { campaignId }).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return <CampaignPage campaignId={campaign} />;
}
