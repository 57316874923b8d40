import { PhoneIncoming } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { NumberActions } from "@/components/settings/numbers/number-actions";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { type NumberRow, weekdays } from "@/server/numbers/contract";

/** Every number of the workspace: what is placed from it, who answers there, and when. */
export async function NumbersTable({ numbers, editable }: { numbers: NumberRow[]; editable: boolean }) {
  const t = await getTranslations("settings.numbers");
  if (numbers.length === 0) return <EmptyState icon={PhoneIncoming} title={t("none")} description={t("noneBody")} />;
  return (
    <div className="rounded-lg border bg-card">
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("number")}</TableHead>
            <TableHead>{t("answers")}</TableHead>
            <TableHead className="max-sm:hidden">{t("hours")}</TableHead>
            {editable && (
              <TableHead>
                <span className="sr-only">{t("actions")}</span>
              </TableHead>
            )}
          </TableRow>
        </TableHeader>
        <TableBody>
          {numbers.map((number) => (
            <TableRow key={number.id}>
              <TableCell>
                <div className="font-medium break-words whitespace-normal">{number.label}</div>
                <div className="tabular-nums">{number.e164}</div>
                {number.archivedAt ? (
                  <Badge variant="secondary">{t("archived")}</Badge>
                ) : (
                  number.outbound && <Badge variant="outline">{t("outbound")}</Badge>
                )}
              </TableCell>
              <TableCell className="break-words whitespace-normal">{number.flow?.name ?? t("calledBack")}</TableCell>
              <TableCell className="max-sm:hidden">
                <Hours of={number} />
              </TableCell>
              {editable && (
                <TableCell className="text-right">{!number.archivedAt && <NumberActions number={number} />}</TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

async function Hours({ of: { hours } }: { of: NumberRow }) {
  const t = await getTranslations("settings.numbers");
  if (!hours) return t("always");
  const open = weekdays.flatMap((day) => (hours[day] ? [{ day, ...hours[day] }] : []));
  if (open.length === 0) return t("never");
  return (
    <ul className="text-xs tabular-nums">
      {open.map(({ day, from, to }) => (
        <li key={day}>
          {t(`days.${day}`)} {from}–{to}
        </li>
      ))}
    </ul>
  );
}
