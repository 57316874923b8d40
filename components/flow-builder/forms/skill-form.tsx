"use client";

import { useTranslations } from "next-intl";
import { ArgumentField } from "@/components/flow-builder/forms/argument-field";
import type { FormProps } from "@/components/flow-builder/forms/form-props";
import { OneSentence } from "@/components/flow-builder/forms/sentences";
import { useOwnSkills } from "@/components/flow-builder/own-skills";
import { useSlots } from "@/components/flow-builder/slots";
import { useFlowWords } from "@/components/flow-builder/step-kinds";
import { SelectField } from "@/components/graph-builder/fields/fields";
import { contractOf, knownArguments, requiredArguments } from "@/server/flows/skills/contracts";
import { skillName } from "@/server/flows/skills/names";

/** What is done, with what, and what is said while it is done. */
export function SkillForm(props: FormProps<"skill">) {
  const { node, graph, onChange, wrong } = props;
  const t = useTranslations("flows.fields");
  const words = useFlowWords();
  const own = useOwnSkills(graph);
  const slots = useSlots(graph);
  const ours = skillName.options.filter((name) => name !== "end" && name !== "transfer");
  const names: string[] = [...new Set([...ours, ...Object.keys(own), ...(node.skill ? [node.skill] : [])])];
  const contract = node.skill ? contractOf(node.skill, own) : undefined;
  const required = contract ? requiredArguments(contract) : [];
  const args = node.args ?? {};
  return (
    <>
      <SelectField
        label={t("skill")}
        value={node.skill}
        unset={t("choose")}
        invalid={wrong.has("skill") || (node.skill !== undefined && wrong.has(node.skill))}
        options={names.map((value) => ({ value, label: words.skill(value) }))}
        hint={node.skill ? own[node.skill]?.description : undefined}
        onChange={(skill) => onChange({ ...node, skill, args: {} })}
      />
      {contract &&
        knownArguments(contract).map((name) => (
          <ArgumentField
            key={name}
            name={name}
            contract={contract}
            isRequired={required.includes(name)}
            isWrong={wrong.has(name)}
            slots={slots}
            given={args[name]}
            onChange={(argument, field) => {
              const { [name]: _before, ...others } = args;
              onChange({ ...node, args: argument ? { ...others, [name]: argument } : others }, field);
            }}
          />
        ))}
      <OneSentence {...props} field="filler" />
    </>
  );
}
