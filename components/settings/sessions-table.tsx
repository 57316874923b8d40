"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { deviceName } from "@/components/settings/device-name";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { When } from "@/components/ui/when";

type Session = {
  id: string;
  userAgent: string | null;
  network: string | null;
  startedAt: Date;
  lastSeenAt: Date;
  current: boolean;
};

export function SessionsTable({ sessions }: { sessions: Session[] }) {
  const t = useTranslations("settings.sessions");
  const router = useRouter();
  const trpc = useTRPC();
  const end = useMutation(
    trpc.account.revokeSession.mutationOptions({
      onSuccess: () => {
        toast.success(t("ended"));
        router.refresh();
      },
    }),
  );
  const endOthers = useMutation(
    trpc.account.revokeOtherSessions.mutationOptions({
      onSuccess: ({ ended }) => {
        toast.success(t("endedOthers", { count: ended }));
        router.refresh();
      },
    }),
  );
  const named = (session: Session) => {
    const device = deviceName(session.userAgent);
    return device ? t("browserOn", device) : t("unknownDevice");
  };
  return (
    <>
      <div className="rounded-lg border bg-card">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{t("device")}</TableHead>
              <TableHead>{t("started")}</TableHead>
              <TableHead>{t("seen")}</TableHead>
              <TableHead>
                <span className="sr-only">{t("end")}</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {sessions.map((session) => (
              <TableRow key={session.id}>
                <TableCell>
                  <div className="font-medium">
                    {named(session)} {session.current && <Badge variant="success">{t("this")}</Badge>}
                  </div>
                  <div className="text-xs text-muted-foreground">{session.network}</div>
                </TableCell>
                <TableCell>
                  <When at={session.startedAt} exact />
                </TableCell>
                <TableCell>
                  <When at={session.lastSeenAt} exact />
                </TableCell>
                <TableCell className="text-right">
                  {!session.current && (
                    <Button
                      variant="ghost"
                      size="sm"
                      aria-label={t("endOf", { device: named(session) })}
                      disabled={end.isPending}
                      onClick={() => end.mutate({ sessionId: session.id })}
                    >
                      {t("end")}
                    </Button>
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      {sessions.length > 1 && (
        <Button variant="outline" pending={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {t("endOthers")}
        </Button>
      )}
    </>
  );
}
