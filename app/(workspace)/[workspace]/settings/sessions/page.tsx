import { getTranslations } from "next-intl/server";
import { SettingsSection } from "@/components/settings/section";
import { SessionsTable } from "@/components/settings/sessions-table";
import { When } from "@/components/ui/when";
import { callerContext } from "@/server/auth/door/caller-context";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { listSessions, listUserEvents } from "@/server/auth/sessions/my-sessions";

export default async function SessionsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace: slug } = await params;
  const { person } = await requireWorkspace(slug);
  const [sessions, events, t] = await Promise.all([
    listSessions(await callerContext(), person),
    listUserEvents(person.userId),
    getTranslations("settings.sessions"),
  ]);
  return (
    <>
      <SettingsSection title={t("title")} lead={t("lead")}>
        <SessionsTable sessions={sessions} />
      </SettingsSection>
      <SettingsSection title={t("eventsTitle")}>
        <ul className="divide-y rounded-lg border bg-card text-sm">
          {events.map((event) => (
            <li
              key={`${event.at.toISOString()} ${event.kind}`}
              className="flex flex-wrap items-baseline justify-between gap-x-4 px-3 py-2"
            >
              <span>{t.has(`events.${event.kind}`) ? t(`events.${event.kind}`) : event.kind}</span>
              <span className="text-xs text-muted-foreground">
                {event.network && `${event.network} · `}
                <When at={event.at} exact />
              </span>
            </li>
          ))}
        </ul>
      </SettingsSection>
    </>
  );
}
