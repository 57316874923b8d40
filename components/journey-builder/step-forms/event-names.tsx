"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { apiEventName } from "@/server/journeys/graph/signals";

const NAMES_MAX = 10;

/** Names of events that come through the API: one is typed and added, each can be taken away. */
export function EventNames({
  legend,
  names,
  onChange,
  readOnly,
}: {
  legend: string;
  names: readonly string[];
  onChange: (names: string[]) => void;
  readOnly: boolean;
}) {
  const t = useTranslations("journeys.apiEvents");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<"invalid" | "twice" | null>(null);
  const isFull = names.length >= NAMES_MAX;
  const add = () => {
    const name = typed.trim();
    if (name === "") return;
    const wrong = names.includes(name) ? "twice" : apiEventName.safeParse(name).success ? null : "invalid";
    setProblem(wrong);
    if (wrong || isFull) return;
    setTyped("");
    onChange([...names, name]);
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {names.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {names.map((name) => (
            <li
              key={name}
              className="flex max-w-full items-center gap-1 rounded-md border bg-muted py-0.5 pr-0.5 pl-2 font-mono text-xs"
            >
              <span className="min-w-0 wrap-anywhere">{name}</span>
              <Button
                variant="ghost"
                size="icon-sm"
                className="size-6"
                aria-label={t("remove", { event: name })}
                disabled={readOnly}
                onClick={() => {
                  onChange(names.filter((other) => other !== name));
                  input.current?.focus();
                }}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex gap-2">
        <Input
          ref={input}
          aria-label={t("name")}
          aria-describedby={`${id}-hint`}
          aria-invalid={problem !== null}
          placeholder="pod_received"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={60}
          readOnly={isFull}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setProblem(null);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
        <Button variant="outline" disabled={readOnly || isFull || typed.trim() === ""} onClick={add}>
          <Plus aria-hidden />
          {t("add")}
        </Button>
      </div>
      <p
        id={`${id}-hint`}
        role={problem ? "alert" : undefined}
        className={problem ? "text-xs text-destructive-strong" : "text-xs text-muted-foreground"}
      >
        {problem ? t(problem) : isFull ? t("full", { count: NAMES_MAX }) : t("nameHint")}
      </p>
    </fieldset>
  );
}
