// The arrows between rooms, and the check of the check: for each rule a fixture that must break it.
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from "dependency-cruiser";
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config";

type Config = { forbidden: (IForbiddenRuleType & { name: string })[]; options: ICruiseOptions };
const config = createRequire(import.meta.url)("../../.dependency-cruiser.cjs") as Config;

const ROOMS = ["app", "components", "db", "emails", "inngest", "server"].filter((room) => existsSync(room));
const FIXTURES = "scripts/checks/fixtures/arrows";
const MODULES_MIN = 150;

const rules = config.forbidden.map((rule) => rule.name);
const { violations, totalCruised } = (await cruiseFolders([...ROOMS, FIXTURES])).summary;
const isFixture = ({ from }: { from: string }) => from.startsWith(FIXTURES);
const problems = violations.filter((v) => !isFixture(v)).map((v) => `${v.rule.name}: ${v.from} → ${v.to}`);
if (totalCruised < MODULES_MIN) problems.push(`only ${totalCruised} modules were seen: the check is broken`);

const broken = new Set(violations.filter(isFixture).map((v) => v.rule.name));
for (const rule of rules) {
  if (!broken.has(rule))
    problems.push(
      `the rule ${rule} has no fixture in ${FIXTURES} that breaks it (${readdirSync(FIXTURES).join(", ")})`,
    );
}

for (const problem of problems) console.error(problem);
console.log(`${totalCruised} modules, ${rules.length} rules`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function cruiseFolders(folders: string[]): Promise<ICruiseResult> {
  const options: ICruiseOptions = { ...config.options, validate: true, ruleSet: { forbidden: config.forbidden } };
  const { output } = await cruise(folders, options, undefined, { tsConfig: extractTsConfig("tsconfig.json") });
  if (typeof output === "string") throw new Error("dependency-cruiser gave text instead of a result");
  return output;
}
