import { Building2, ChevronRight } from "lucide-react";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { CreateWorkspaceForm } from "@/components/settings/create-workspace-form";
import { localityOptions } from "@/components/settings/locality-options";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { guessLocality } from "@/server/auth/guess-locality";
import { requirePerson } from "@/server/auth/sessions/current-person";
import { listWorkspaces } from "@/server/auth/sessions/resolve-caller";
import { ZONE_COOKIE } from "@/server/i18n/locales";
import { missingLiveKeys } from "@/server/tenancy/create-workspace";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("workspaces.title") };
}

export default async function WorkspacesPage() {
  const person = await requirePerson("/workspaces");
  const workspaces = await listWorkspaces(person.userId);
  const t = await getTranslations("settings");
  const locale = await getLocale();
  const zone = (await cookies()).get(ZONE_COOKIE)?.value;
  return (
    <main className="mx-auto max-w-2xl space-y-8 px-4 py-10">
      <PageHeader
        title={t("workspaces.title")}
        description={t("workspaces.lead")}
        actions={
          <p className="text-sm text-muted-foreground">
            {t("workspaces.account", { email: person.email })} ·{" "}
            <Link href="/sign-out" className="text-primary underline underline-offset-4">
              {t("workspaces.signOut")}
            </Link>
          </p>
        }
      />
      {workspaces.length === 0 ? (
        <EmptyState icon={Building2} title={t("workspaces.empty")} description={t("workspaces.emptyBody")} />
      ) : (
        <ul className="divide-y overflow-hidden rounded-lg border bg-card">
          {workspaces.map((workspace) => (
            <li key={workspace.id}>
              <Link
                href={`/${workspace.slug}`}
                className="flex items-center gap-3 px-4 py-3 outline-none hover:bg-accent focus-visible:bg-accent focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset"
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{workspace.name}</span>
                  <span className="text-xs text-muted-foreground">{t(`members.roles.${workspace.role}`)}</span>
                </span>
                <Badge variant={workspace.mode === "live" ? "default" : "info"}>
                  {t(`workspaces.${workspace.mode}`)}
                </Badge>
                <ChevronRight className="size-4 text-muted-foreground" aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Card>
        <CardHeader>
          <CardTitle>{t("workspaces.create")}</CardTitle>
          <CardDescription>{t("workspaces.createLead")}</CardDescription>
        </CardHeader>
        <CardContent>
          <CreateWorkspaceForm
            options={localityOptions(locale)}
            defaults={{ ...guessLocality(undefined, zone), language: locale === "hi" ? "hi" : "en" }}
            missingForLive={missingLiveKeys()}
          />
        </CardContent>
      </Card>
    </main>
  );
}
