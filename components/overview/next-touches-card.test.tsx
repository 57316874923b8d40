import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { NextTouchesCard } from "@/components/overview/touches-cards";
import { WorkspaceProvider } from "@/components/shell/workspace-context";
import { NowProvider } from "@/components/ui/now";
import type { Overview } from "@/server/analytics/contract";
import { loadMessages } from "@/server/i18n/catalogue";

const now = new Date("2026-03-02T15:00:00Z");
const workspace = {
  slug: "acme",
  name: "Acme",
  mode: "sandbox",
  role: "owner",
  timeZone: "America/Chicago",
  currency: "USD",
  country: "US",
} as const;

function shown(waiting: Overview["waiting"], locale: "en" | "hi" = "en") {
  const overview: Overview = {
    now,
    today: "2026-03-02",
    zone: "America/Chicago",
    currency: "USD",
    days: 30,
    empty: false,
    money: [],
    touchesToday: [],
    nextTouches: [],
    waiting,
    runningCampaigns: waiting ? 1 : 0,
  };
  const markup = renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="America/Chicago">
      <WorkspaceProvider workspace={workspace}>
        <NowProvider standsAt={now} serverNow={now}>
          <NextTouchesCard overview={overview} />
        </NowProvider>
      </WorkspaceProvider>
    </NextIntlClientProvider>,
  );
  return markup.replaceAll(/<[^>]+>/g, "");
}

describe("next contacts without anything queued", () => {
  test("says how many debtors wait and when the next step is due, and offers no launch", () => {
    const text = shown({ count: 12, nextDueAt: new Date("2026-03-05T15:00:00Z") });
    expect(text).toContain("12 debtors wait; the next step is due in 3 days.");
    expect(text).not.toContain("Launch a campaign");
    expect(shown({ count: 1, nextDueAt: new Date("2026-03-02T14:00:00Z") })).toContain(
      "1 debtor waits; the next step is due now.",
    );
  });

  test("says so in Hindi too", () => {
    expect(shown({ count: 12, nextDueAt: new Date("2026-03-05T15:00:00Z") }, "hi")).toContain(
      "12 देनदार प्रतीक्षा में हैं; अगला चरण 3 दिन में होना है।",
    );
  });

  test("offers to launch a campaign only while nobody waits", () => {
    expect(shown(null)).toContain("Launch a campaign");
  });
});
