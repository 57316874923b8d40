import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { LabelledTimes } from "@/components/touches/both-times";
import { loadMessages } from "@/server/i18n/catalogue";

function shown(zones: { debtorZone: string | undefined; workspaceZone: string }, locale: "en" | "hi" = "en") {
  const markup = renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="Europe/Berlin">
      <LabelledTimes at={new Date("2026-03-02T15:12:00Z")} {...zones} />
    </NextIntlClientProvider>,
  );
  return markup.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
}

describe("a contact's time", () => {
  test("is the debtor's first, then the workspace's, each with its zone, whatever zone the reader is in", () => {
    const text = shown({ debtorZone: "America/Chicago", workspaceZone: "America/New_York" });
    expect(text).toMatch(
      /9:12 AM CST debtor’s time, America\/Chicago .*10:12 AM EST workspace’s time, America\/New York/,
    );
    expect(text).not.toContain("4:12");
  });

  test("stands once where both are in one zone", () => {
    const text = shown({ debtorZone: "America/Chicago", workspaceZone: "America/Chicago" });
    expect(text.match(/9:12/g)).toHaveLength(1);
    expect(text).toContain("debtor’s and workspace’s time, America/Chicago");
  });

  test("is the workspace's alone where nobody knows the debtor's zone", () => {
    const text = shown({ debtorZone: undefined, workspaceZone: "Asia/Kolkata" });
    expect(text).toContain("workspace’s time, Asia/Kolkata");
    expect(text).not.toContain("debtor’s time");
  });

  test("is labelled in Hindi too", () => {
    expect(shown({ debtorZone: "Asia/Kolkata", workspaceZone: "America/Chicago" }, "hi")).toContain(
      "देनदार का समय, Asia/Kolkata",
    );
  });
});
