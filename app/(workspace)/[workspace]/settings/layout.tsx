import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SettingsNav } from "@/components/settings/settings-nav";
import { PageHeader } from "@/components/ui/page-header";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { may } from "@/server/tenancy/permissions";

type Props = { children: ReactNode; params: Promise<{ workspace: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function SettingsLayout({ children, params }: Props) {
  const { workspace: slug } = await params;
  const { workspace } = await requireWorkspace(slug);
  const t = await getTranslations("settings");
  const hidden = (["audit", "apiKeys", "ownSkills"] as const).filter(
    (section) => !may(workspace.role, `${section}.read`),
  );
  return (
    <div className="space-y-6">
      <PageHeader title={t("title")} />
      <div className="flex flex-col gap-6 lg:flex-row lg:gap-10">
        <SettingsNav slug={slug} hidden={hidden} />
        <div className="min-w-0 max-w-3xl flex-1 space-y-10 has-data-wide:max-w-6xl">{children}</div>
      </div>
    </div>
  );
}
