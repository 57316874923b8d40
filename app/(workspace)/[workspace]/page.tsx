import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OnboardingChecklist } from "@/components/onboarding/onboarding-checklist";
import { OverviewPage } from "@/components/overview/overview-page";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { may } from "@/server/tenancy/permissions";
import { readOnboarding } from "@/server/tenancy/read-onboarding";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace: slug } = await params;
  const { ctx, workspace } = await requireWorkspace(slug);
  // Only for those who can take the steps.
  const steps = may(workspace.role, "campaigns.launch") ? await readOnboarding(ctx) : null;
  return (
    <>
      {steps && !steps.done && <OnboardingChecklist slug={slug} steps={steps} />}
      <OverviewPage />
    </>
  );
}
