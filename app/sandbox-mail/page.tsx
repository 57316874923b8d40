import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { When } from "@/components/ui/when";
import { listSandboxMails } from "@/server/auth/mailbox/list-sandbox-mails";
import { sandboxMailboxVisible } from "@/server/auth/mailbox/sandbox-mailbox";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("mailbox.title"), robots: { index: false } };
}

export default async function SandboxMailPage() {
  if (!(await sandboxMailboxVisible())) notFound();
  const t = await getTranslations("auth");
  const mails = await listSandboxMails();
  return (
    <main className="mx-auto max-w-3xl space-y-6 px-4 py-8">
      <PageHeader title={t("mailbox.title")} description={t("mailbox.lead")} />
      {mails.length === 0 && (
        <EmptyState icon={Inbox} title={t("mailbox.empty")} description={t("mailbox.emptyBody")} />
      )}
      <ul className="space-y-3">
        {mails.map((mail) => (
          <li key={mail.id}>
            <details className="rounded-lg border bg-card">
              <summary className="flex cursor-pointer flex-wrap items-baseline justify-between gap-x-4 gap-y-1 rounded-lg px-4 py-3 focus-visible:ring-2 focus-visible:ring-ring">
                <span className="font-medium">{mail.subject}</span>
                <span className="text-xs text-muted-foreground">
                  {t("mailbox.to", { address: mail.toAddress })} · <When at={mail.at} />
                </span>
              </summary>
              <pre className="overflow-x-auto border-t px-4 py-3 font-sans text-sm whitespace-pre-wrap">
                {linkified(mail.text)}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </main>
  );
}

/** The text of the mail with its addresses as links; never its HTML, which stays out of our page. */
function linkified(text: string) {
  return text.split(/(https?:\/\/\S+)/).map((piece, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
      <a key={i} href={piece} className="break-all text-primary underline underline-offset-4">
        {piece}
      </a>
    ) : (
      piece
    ),
  );
}
