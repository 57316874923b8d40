"use client";

import { useTranslations } from "next-intl";
import { CheckField, SelectField, TextField } from "@/components/graph-builder/fields/fields";
import { DurationField } from "@/components/journey-builder/step-forms/duration-field";
import { MessageField } from "@/components/journey-builder/step-forms/message-field";
import type { FormProps } from "@/components/journey-builder/step-forms/step-forms";
import type { NotifyWay } from "@/server/journeys/graph/settings";

/** A link in a message is the debtor's own. */
const notForTheTeam = ["pay_link"] as const;

/** What a person is asked. */
export function ApproveForm({ node, onChange, wrong, readOnly }: FormProps<"approve">) {
  const t = useTranslations("journeys");
  return (
    <>
      <MessageField
        label={t("fields.question")}
        form="plain"
        without={notForTheTeam}
        value={node.question}
        onChange={(question) => onChange({ ...node, question }, "question")}
        readOnly={readOnly}
        invalid={wrong.has("question")}
      />
      <DurationField
        label={t("fields.timeout")}
        value={node.timeout}
        onChange={(timeout) => onChange({ ...node, timeout }, "timeout")}
        disabled={readOnly}
      />
      <p className="text-xs text-muted-foreground">{t("approveHint")}</p>
    </>
  );
}

const ways: { [By in NotifyWay["by"]]: () => Extract<NotifyWay, { by: By }> } = {
  product: () => ({ by: "product" }),
  email: () => ({ by: "email", roles: ["manager"] }),
  webhook: () => ({ by: "webhook", url: "" }),
};
const roles = ["owner", "admin", "manager", "agent"] as const;

/** Who is told what, and how. */
export function NotifyForm({ node, onChange, wrong, readOnly }: FormProps<"notify_team">) {
  const t = useTranslations("journeys");
  const way = node.way ?? ways.product();
  return (
    <fieldset className="grid gap-3" disabled={readOnly}>
      <SelectField
        label={t("fields.way")}
        value={way.by}
        options={(Object.keys(ways) as NotifyWay["by"][]).map((by) => ({ value: by, label: t(`notifyBy.${by}`) }))}
        onChange={(by) => onChange({ ...node, way: ways[by]() })}
      />
      {way.by === "email" && (
        <CheckField
          legend={t("fields.recipients")}
          options={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          chosen={way.roles}
          onChange={(chosen) => onChange({ ...node, way: { by: "email", roles: chosen } })}
        />
      )}
      {way.by === "webhook" && (
        <TextField
          label={t("fields.url")}
          max={2000}
          placeholder="https://"
          value={way.url}
          invalid={wrong.has("url")}
          onChange={(url) => onChange({ ...node, way: { by: "webhook", url } }, "url")}
        />
      )}
      <MessageField
        label={t("fields.message")}
        form="plain"
        without={notForTheTeam}
        value={node.message}
        onChange={(message) => onChange({ ...node, message }, "message")}
        readOnly={readOnly}
        invalid={wrong.has("message")}
      />
    </fieldset>
  );
}
