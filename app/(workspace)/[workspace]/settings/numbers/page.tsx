import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AddNumber } from "@/components/settings/numbers/add-number";
import { CallsAtOnce } from "@/components/settings/numbers/calls-at-once";
import { NumbersTable } from "@/components/settings/numbers/numbers-table";
import { SettingsSection } from "@/components/settings/section";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { listNumbers } from "@/server/numbers/list-numbers";
import { may } from "@/server/tenancy/permissions";

export default async function NumbersPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { ctx, workspace } = await requireWorkspace((await params).workspace);
  if (!may(workspace.role, "numbers.read")) notFound();
  const { numbers, callsAtOnce } = await listNumbers(ctx);
  const editable = may(workspace.role, "numbers.update");
  const t = await getTranslations("settings.numbers");
  return (
    <>
      <SettingsSection title={t("title")} lead={t("lead")}>
        {editable && (
          <div data-wide>
            <AddNumber />
          </div>
        )}
        <NumbersTable numbers={numbers} editable={editable} />
      </SettingsSection>
      <SettingsSection title={t("atOnceTitle")} lead={t("atOnceLead")}>
        <CallsAtOnce callsAtOnce={callsAtOnce} editable={editable} />
      </SettingsSection>
    </>
  );
}
