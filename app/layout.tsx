import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { ReaderZone } from "@/components/shell/reader-zone";
import { Toaster } from "@/components/ui/overlays/sonner";
import { StyleNonce } from "@/components/ui/overlays/style-nonce";
import { TooltipProvider } from "@/components/ui/overlays/tooltip";
import { isTheme, THEME_COOKIE } from "@/server/i18n/locales";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ui");
  return { title: { default: "Duelane", template: "%s · Duelane" }, description: t("tagline") };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const chosen = (await cookies()).get(THEME_COOKIE)?.value;
  return (
    <html lang={locale} data-theme={isTheme(chosen) ? chosen : "system"} suppressHydrationWarning>
      <body className="font-sans text-sm">
        <NextIntlClientProvider>
          <NuqsAdapter>
            <TooltipProvider>{children}</TooltipProvider>
          </NuqsAdapter>
          <StyleNonce />
          <Toaster />
          <ReaderZone />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
