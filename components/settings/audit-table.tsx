import { getTranslations } from "next-intl/server";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { When } from "@/components/ui/when";

type Entry = {
  id: string;
  at: Date;
  actorKind: "member" | "system" | "debtor" | "partner";
  actorName: string | null;
  action: string;
  subjectKind: string;
  details: Record<string, unknown>;
  requestId: string | null;
};

export async function AuditTable({ entries }: { entries: Entry[] }) {
  const t = await getTranslations("settings");
  return (
    <div className="rounded-lg border bg-card">
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("audit.at")}</TableHead>
            <TableHead>{t("audit.who")}</TableHead>
            <TableHead>{t("audit.action")}</TableHead>
            <TableHead>{t("audit.details")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {entries.map((entry) => (
            <TableRow key={entry.id} className="align-top">
              <TableCell>
                <When at={entry.at} exact />
              </TableCell>
              <TableCell>{entry.actorName ?? t(`audit.actors.${entry.actorKind}`)}</TableCell>
              <TableCell>
                <div>{t.has(`actions.${entry.action}`) ? t(`actions.${entry.action}`) : entry.action}</div>
                <div className="text-xs text-muted-foreground">{entry.subjectKind.replaceAll("_", " ")}</div>
              </TableCell>
              <TableCell className="max-w-64 text-xs break-words text-muted-foreground">
                {detailText(entry.details)}
                {entry.requestId && <div className="font-mono">{entry.requestId}</div>}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function detailText(details: Record<string, unknown>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join(", ");
}
