import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ClockControl } from "@/components/clock/clock-control";
import { Shell } from "@/components/shell/shell";
import { WorkspaceProvider } from "@/components/shell/workspace-context";
import { TRPCReactProvider } from "@/components/trpc/provider";
import { NowProvider } from "@/components/ui/now";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { listWorkspaces } from "@/server/auth/sessions/resolve-caller";
import { isTheme, THEME_COOKIE } from "@/server/i18n/locales";

export default async function WorkspaceLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ workspace: string }>;
}) {
  const { workspace: slug } = await params;
  const { person, workspace, ctx } = await requireWorkspace(slug);
  const choices = await listWorkspaces(person.userId);
  const theme = (await cookies()).get(THEME_COOKIE)?.value;
  const { name, mode, role, timeZone, currency, country } = workspace;
  return (
    <TRPCReactProvider slug={slug}>
      <NowProvider standsAt={workspace.mode === "sandbox" ? workspace.clockAt : null} serverNow={ctx.clock.now()}>
        <WorkspaceProvider workspace={{ slug, name, mode, role, timeZone, currency, country }}>
          <Shell
            choices={choices.map((each) => ({ slug: each.slug, name: each.name, mode: each.mode }))}
            person={{ name: person.name, email: person.email }}
            theme={isTheme(theme) ? theme : "system"}
            clock={<ClockControl />}
          >
            {children}
          </Shell>
        </WorkspaceProvider>
      </NowProvider>
    </TRPCReactProvider>
  );
}
