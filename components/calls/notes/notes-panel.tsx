"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { NoteEntry } from "@/components/calls/notes/note-entry";
import { NoteForm } from "@/components/calls/notes/note-form";
import { useNoteMutation } from "@/components/calls/notes/use-note-mutation";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { useOpener } from "@/components/ui/focus/focus-if-lost";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";

/** What people wrote about a call, and a form for more. */
export function NotesPanel({ callId }: { callId: string }) {
  const t = useTranslations("calls.notes");
  const trpc = useTRPC();
  const mayWrite = useMay("calls.note");
  const [isWriting, setWriting] = useState(false);
  const writeButton = useOpener<HTMLButtonElement>(isWriting);
  const notes = useQuery(trpc.calls.notes.queryOptions({ callId }));
  const add = useNoteMutation(trpc.calls.addNote, t("saved"), () => setWriting(false));
  return (
    <Card>
      <CardHeader className="flex items-center justify-between gap-2">
        <CardTitle>{t("title")}</CardTitle>
        {mayWrite && !isWriting && (
          <Button ref={writeButton} variant="outline" size="sm" onClick={() => setWriting(true)}>
            {t("write")}
          </Button>
        )}
      </CardHeader>
      <CardContent className="grid gap-4">
        {isWriting && (
          <NoteForm
            pending={add.isPending}
            onSave={(note) => add.mutate({ callId, ...note })}
            onCancel={() => setWriting(false)}
          />
        )}
        <QueryBody query={notes} skeleton={<Skeleton className="h-16" />}>
          {(data) =>
            data.length === 0 ? (
              !isWriting && <p className="text-sm text-muted-foreground">{t("empty")}</p>
            ) : (
              <ul className="grid gap-4">
                {data.map((note) => (
                  <NoteEntry key={note.id} note={note} focusAfter={() => writeButton.current} />
                ))}
              </ul>
            )
          }
        </QueryBody>
      </CardContent>
    </Card>
  );
}
