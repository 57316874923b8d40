import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ConsentEntry } from "@/components/debtors/consents/consent-entry";
import { NowProvider } from "@/components/ui/now";
import type { ConsentRow } from "@/server/consents/contract";
import { loadMessages } from "@/server/i18n/catalogue";

const now = new Date("2026-03-05T12:00:00Z");
const consent: ConsentRow = {
  id: "cns_1",
  channel: "voice",
  address: "+15125550143",
  kind: "timed",
  purpose: "collection",
  givenBy: "Dana Reyes",
  wording: "Call me then.",
  evidence: "Call of 2 March",
  grantedAt: new Date("2026-03-02T15:00:00Z"),
  endsAt: new Date("2026-03-09T15:00:00Z"),
  recordedBy: "Casey Controller",
  revokedAt: null,
  revokedHow: null,
  revokedBy: null,
  state: "runs",
};

function shown(of: Partial<ConsentRow>, locale: "en" | "hi" = "en") {
  const markup = renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="America/Chicago">
      <NowProvider standsAt={now} serverNow={now}>
        <ConsentEntry consent={{ ...consent, ...of }} />
      </NowProvider>
    </NextIntlClientProvider>,
  );
  return { times: markup.match(/<time/g)?.length, text: markup.replaceAll(/<[^>]+>/g, "").replaceAll("\u202f", " ") };
}

test.each(["en", "hi"] as const)(
  "a consent says in %s when it was given, when it ends, and when and how it was revoked",
  (locale) => {
    expect(shown({}, locale).times).toBe(2);
    const revoked = shown({ state: "revoked", revokedAt: now, revokedBy: "Ravi", revokedHow: "By letter" }, locale);
    expect(revoked.times).toBe(2);
    expect(revoked.text).toContain("By letter");
  },
);

test("what is given for a time tells its end", () => {
  expect(shown({}).text).toContain("Given Mar 2, 2026, 9:00 AM by Dana Reyes · Ends Mar 9, 2026, 10:00 AM");
});
