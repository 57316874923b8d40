"use client";

import { useMutation } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useErrorText } from "@/components/ui/error-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { When } from "@/components/ui/when";
import type { ApiKeyRow } from "@/server/api-keys/contract";

/** On a phone a key's scopes, use and end stand under its name, so that its state and the way to end it are in sight. */
const wide = "max-sm:hidden";

/** Every key of the workspace: what it may do, when it was last used, and the way to end it. */
export function ApiKeysTable({ keys, editable }: { keys: ApiKeyRow[]; editable: boolean }) {
  const t = useTranslations("settings.apiKeys");
  if (keys.length === 0) return <EmptyState icon={KeyRound} title={t("none")} description={t("noneBody")} />;
  return (
    <div className="rounded-lg border bg-card">
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("name")}</TableHead>
            <TableHead className={wide}>{t("scopes")}</TableHead>
            <TableHead className={wide}>{t("used")}</TableHead>
            <TableHead className={wide}>{t("ends")}</TableHead>
            <TableHead>{t("state")}</TableHead>
            {editable && (
              <TableHead>
                <span className="sr-only">{t("actions")}</span>
              </TableHead>
            )}
          </TableRow>
        </TableHeader>
        <TableBody>
          {keys.map((key) => (
            <TableRow key={key.id} tabIndex={-1} className="focus-visible:outline-2 focus-visible:outline-ring">
              <TableCell className="sm:min-w-48">
                <div className="font-medium break-words">{key.name}</div>
                <div className="font-mono text-xs break-all text-muted-foreground">{key.prefix}_…</div>
                <div className="text-xs text-muted-foreground">
                  <When at={key.createdAt} /> · {key.createdBy ? t("madeBy", { name: key.createdBy }) : t("madeByGone")}
                </div>
                <dl className="mt-1 text-xs sm:hidden">
                  <dt className="sr-only">{t("scopes")}</dt>
                  <dd>
                    <Scopes of={key} />
                  </dd>
                  <Fact name={t("used")}>
                    <Used of={key} />
                  </Fact>
                  <Fact name={t("ends")}>
                    <Ends of={key} />
                  </Fact>
                </dl>
                {key.state === "works" && !key.createdBy && (
                  <p className="text-xs text-warning-strong">{t("replace")}</p>
                )}
              </TableCell>
              <TableCell className={`min-w-36 ${wide}`}>
                <Scopes of={key} />
              </TableCell>
              <TableCell className={wide}>
                <Used of={key} />
              </TableCell>
              <TableCell className={wide}>
                <Ends of={key} />
              </TableCell>
              <TableCell>
                <Badge variant={key.state === "works" ? "success" : "secondary"}>{t(`states.${key.state}`)}</Badge>
              </TableCell>
              {editable && (
                <TableCell className="text-right">{key.state === "works" && <RevokeKey of={key} />}</TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function Scopes({ of: { scopes } }: { of: ApiKeyRow }) {
  return (
    <ul className="space-y-0.5 font-mono text-xs">
      {scopes.map((scope) => (
        <li key={scope}>{scope}</li>
      ))}
    </ul>
  );
}

function Used({ of: { lastUsedAt } }: { of: ApiKeyRow }) {
  const t = useTranslations("settings.apiKeys");
  return lastUsedAt ? <When at={lastUsedAt} /> : t("never");
}

function Ends({ of: { expiresAt, revokedAt } }: { of: ApiKeyRow }) {
  const t = useTranslations("settings.apiKeys");
  const at = revokedAt ?? expiresAt;
  return at ? <When at={at} /> : t("forever");
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap gap-x-1 text-muted-foreground">
      <dt>{name}:</dt>
      <dd>{children}</dd>
    </div>
  );
}

function RevokeKey({ of: { id, name } }: { of: ApiKeyRow }) {
  const t = useTranslations("settings.apiKeys");
  const text = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const button = useRef<HTMLButtonElement>(null);
  const revoke = useMutation(
    trpc.apiKeys.revoke.mutationOptions({
      onSuccess: () => {
        toast.success(t("revoked"));
        router.refresh();
      },
      onError: (error) => toast.error(text(error)),
    }),
  );
  return (
    <ConfirmDialog
      button={
        <Button ref={button} variant="ghost" size="sm" aria-label={t("revokeOf", { name })} pending={revoke.isPending}>
          {t("revoke")}
        </Button>
      }
      title={t("revokeTitle", { name })}
      description={t("revokeBody")}
      focusAfter={() => button.current?.closest("tr")}
      actions={[{ label: t("revoke"), act: () => revoke.mutate({ keyId: id }) }]}
    />
  );
}
