import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ApiKeysTable } from "@/components/settings/api-keys/api-keys-table";
import { CreateKeyDialog } from "@/components/settings/api-keys/create-key-dialog";
import { SettingsSection } from "@/components/settings/section";
import { CodeBlock } from "@/components/ui/code-block";
import { textLink } from "@/components/ui/text-link";
import { listApiKeys } from "@/server/api-keys/list-api-keys";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { realClock } from "@/server/clock";
import { env } from "@/server/env";
import { may } from "@/server/tenancy/permissions";

export default async function ApiKeysPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { ctx, workspace } = await requireWorkspace((await params).workspace);
  if (!may(workspace.role, "apiKeys.read")) notFound();
  const keys = await listApiKeys(ctx, realClock.now());
  const t = await getTranslations("settings.apiKeys");
  const root = new URL("/api/v1", env().PUBLIC_URL).toString();
  const firstCall = `curl ${root}/debtors/external:C-1023/consents \\\n  -H "Authorization: Bearer $DUELANE_KEY"`;
  return (
    <SettingsSection title={t("title")} lead={t("lead")}>
      <div data-wide className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {may(workspace.role, "apiKeys.update") && <CreateKeyDialog />}
        <a className={`text-sm ${textLink}`} href="/api/v1/openapi.json">
          {t("reference")}
        </a>
      </div>
      <ApiKeysTable keys={keys} editable={may(workspace.role, "apiKeys.update")} />
      <div className="grid gap-1.5">
        <h3 className="text-sm font-medium">{t("firstCall")}</h3>
        <CodeBlock>{firstCall}</CodeBlock>
      </div>
    </SettingsSection>
  );
}
