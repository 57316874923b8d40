import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { renderUnsubscribePage } from "@/app/unsubscribe/[token]/page-html";
import { isDebtorsPage } from "@/server/auth/door/content-security";

const page = (company: string) => renderUnsubscribePage({ company, language: "en", alreadyDone: false });

test("the page's own style is the one thing its policy lets in", async () => {
  const response = page("Blue Lane");
  const style = /<style>([\s\S]*)<\/style>/.exec(await response.text())?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  expect(style).toContain("min-height:44px");
  expect(response.headers.get("content-security-policy")).toContain(`default-src 'none'; style-src 'sha256-${hash}';`);
  expect(["/unsubscribe/abc", "/pay/abc", "/pay/abc/sandbox-checkout"].map(isDebtorsPage)).toEqual([true, true, true]);
  expect(["/payments", "/unsubscribed/x", "/a/pay/x", "/"].map(isDebtorsPage)).toEqual([false, false, false, false]);
});

test("a company is named as it is called, whatever its name would mean elsewhere", async () => {
  const html = await page("A$$AP $& <b>Freight</b>").text();
  expect(html).toContain("A$$AP $&amp; &lt;b&gt;Freight&lt;/b&gt;");
});
