// The arrows of the README's map. Each rule has a fixture in scripts/checks/fixtures/arrows that must break it:
// a file there stands in the room its path names.
const room = (paths) => `^(?:scripts/checks/fixtures/arrows/)?(?:${paths})`;
const tests = "\\.test\\.tsx?$|/testing/";
const notForTypes = ["type-only"];

const deciding =
  "server/touches/(?:deciding/|contract\\.ts$)|server/campaigns/(?:waking/run-enrollment|money/chased-money|signal-rules|plan-contract|limits/limits)\\.ts$";
const flows =
  "server/flows/(?:(?:graph|interpreter|offers|reading|speech|templates)/|languages\\.ts$|skills/(?:names|contracts|own-skill|tools)\\.ts$|trial/changed-answers\\.ts$)";
const pureCores = room(
  `server/graphs/|server/journeys/(?:graph|history|interpreter|proof|rules|simulation)/|${flows}|server/policy/|${deciding}`,
);
const pureFiles = `^(?:${deciding}|${flows}|server/conversations/(?:classify-reply|standard-texts)\\.ts$|server/(?:graphs|journeys/(?:graph|history|interpreter|proof|rules|simulation|templates)|policy|i18n|time)/|server/(?:money|list-prices|public-ids|public-url|errors|sfc32)\\.ts$|server/tenancy/permissions\\.ts$|server/payments/lines/allocate\\.ts$|server/demo/(?:generate-freight|places)\\.ts$)`;

module.exports = {
  forbidden: [
    {
      name: "components-reach-only-contracts-and-pure-code",
      severity: "error",
      from: { path: room("components/"), pathNot: tests },
      to: {
        path: "^(?:server|db|inngest|emails)/",
        pathNot: `contract\\.ts$|${pureFiles}`,
        dependencyTypesNot: notForTypes,
      },
    },
    {
      name: "domains-know-no-door-and-no-adapter",
      severity: "error",
      from: {
        path: room("server/"),
        pathNot: `${tests}|${room("server/(?:api|public-api|providers|auth)/|server/wiring[./]|server/voice/main\\.ts$")}`,
      },
      to: {
        path: "^(?:app|components|inngest)/|^server/(?:api|public-api|providers)/|^server/wiring[./]",
        dependencyTypesNot: notForTypes,
      },
    },
    {
      name: "domains-know-no-framework",
      severity: "error",
      from: { path: room("server/"), pathNot: `${tests}|${room("server/(?:auth|i18n|providers)/")}` },
      to: { path: "node_modules/(?:react|react-dom|next|next-auth|next-intl)/" },
    },
    {
      name: "pure-cores-know-only-pure-files",
      severity: "error",
      from: { path: pureCores, pathNot: tests },
      to: { path: "^(?:app|components|db|inngest|emails|server)/", pathNot: pureFiles },
    },
    {
      name: "pure-cores-know-no-package-that-acts",
      severity: "error",
      from: { path: pureCores, pathNot: tests },
      to: {
        path: "node_modules/",
        pathNot: "node_modules/(?:zod|temporal-[^/]+|date-holidays[^/]*|libphonenumber-js|@dagrejs/[^/]+)/",
      },
    },
    {
      name: "pure-cores-know-no-machine",
      severity: "error",
      from: { path: pureCores, pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "vendors-only-in-providers",
      severity: "error",
      from: { pathNot: `${tests}|${room("server/providers/")}` },
      to: { path: "node_modules/(?:resend|twilio|stripe|openai|@pinecone-database)/" },
    },
    {
      name: "providers-only-through-wiring",
      severity: "error",
      from: { pathNot: `${tests}|${room("server/providers/|server/wiring[./]")}` },
      to: { path: "^server/providers/", dependencyTypesNot: notForTypes },
    },
    {
      name: "database-client-is-private",
      severity: "error",
      from: {
        pathNot: `${tests}|^(?:db|scripts/process|bench)/|^scripts/(?:supervise|duelane)\\.ts$|^inngest/worker/`,
      },
      to: { path: "^db/client\\.ts$", dependencyTypesNot: notForTypes },
    },
    {
      name: "emails-and-db-know-nothing-of-ours",
      severity: "error",
      from: { path: room("(?:emails|db)/"), pathNot: tests },
      to: { path: "^(?:app|components|server|inngest)/", dependencyTypesNot: notForTypes },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: { pathNot: tests },
      to: { circular: true, viaOnly: { dependencyTypesNot: notForTypes } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(?:\\.next|\\.data|test-results)/" },
    // Of its own: with the one at the root the package `inngest` is taken for our folder of that name.
    tsConfig: { fileName: "scripts/checks/tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      // Ours first: each that is tried before it is a look at the disk; and what was seen stays so while we look.
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json", ".d.ts"],
      cachedInputFileSystem: { cacheDuration: 60_000 },
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
