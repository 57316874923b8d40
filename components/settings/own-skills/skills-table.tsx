import { PlugZap } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { SkillActions } from "@/components/settings/own-skills/skill-actions";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { When } from "@/components/ui/when";
import type { OwnSkillRow } from "@/server/flows/own-skills/contract";

const wide = "max-sm:hidden";

/** Every skill of the workspace's own: where it asks, what it is given and answers. */
export async function SkillsTable({
  skills,
  editable,
  isLive,
}: {
  skills: OwnSkillRow[];
  editable: boolean;
  isLive: boolean;
}) {
  const t = await getTranslations("settings.ownSkills");
  if (skills.length === 0) return <EmptyState icon={PlugZap} title={t("none")} description={t("noneBody")} />;
  const names = (of: Record<string, unknown>) => Object.keys(of).join(", ") || t("nothing");
  return (
    <div className="rounded-lg border bg-card">
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("does")}</TableHead>
            <TableHead className={wide}>{t("gives")}</TableHead>
            <TableHead className={wide}>{t("answers")}</TableHead>
            <TableHead className={wide}>{t("state")}</TableHead>
            {editable && (
              <TableHead>
                <span className="sr-only">{t("actions")}</span>
              </TableHead>
            )}
          </TableRow>
        </TableHeader>
        <TableBody>
          {skills.map((skill) => (
            <TableRow key={skill.id}>
              <TableCell className="sm:min-w-56">
                <div className="font-mono font-medium break-all">{skill.name}</div>
                <div className="text-sm break-words whitespace-normal">{skill.description}</div>
                <div className="text-xs break-all whitespace-normal text-muted-foreground">{skill.url}</div>
                <div className="text-xs text-muted-foreground">
                  <When at={skill.updatedAt} />
                  {skill.updatedBy && ` · ${skill.updatedBy}`}
                </div>
                {skill.archivedAt && (
                  <Badge variant="secondary" className="mt-1 sm:hidden">
                    {t("archived")}
                  </Badge>
                )}
              </TableCell>
              <TableCell className={`font-mono text-xs whitespace-normal ${wide}`}>
                {names(skill.parameters.properties)}
              </TableCell>
              <TableCell className={`font-mono text-xs whitespace-normal ${wide}`}>{names(skill.results)}</TableCell>
              <TableCell className={wide}>
                <Badge variant={skill.archivedAt ? "secondary" : "success"}>
                  {skill.archivedAt ? t("archived") : t("active")}
                </Badge>
              </TableCell>
              {editable && (
                <TableCell className="text-right">
                  <SkillActions skill={skill} isLive={isLive} />
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
