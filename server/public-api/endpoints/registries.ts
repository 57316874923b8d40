import { z } from "zod";
import { endpoint } from "@/server/public-api/endpoint";
import { instant, instantText } from "@/server/public-api/parts";
import { listCovers, registryAnswers, registryIds, registryModes } from "@/server/registries/contract";
import { findNumber } from "@/server/registries/find-number";
import { uploadList } from "@/server/registries/upload-list";

const registry = z.enum(registryIds);

export const uploadRegistryAnswers = endpoint({
  id: "uploadRegistryAnswers",
  method: "POST",
  path: "/registries/{registry}/answers",
  about: "Registries",
  summary: "Bring a do-not-disturb registry's answer about numbers, by mode and category.",
  description:
    "Of numbers that no debtor here has nothing is kept. If one row cannot be read, none is taken. An older answer never replaces a newer one, and one that is older than a rule allows counts as none.",
  action: "registries.update",
  params: z.strictObject({ registry }),
  body: z.strictObject({
    numbers: registryAnswers,
    checkedAt: instantText.meta({ description: "When the registry was asked; its age is counted from here." }),
    covers: z.enum(listCovers).default("listed").meta({
      description: "`everyone`: all numbers here were asked about, and those that are not named are clear.",
    }),
    source: z.string().trim().min(1).max(200).default("API").meta({ description: "How the list is called." }),
  }),
  bodyMaxBytes: 2 * 1024 * 1024,
  status: 201,
  answer: z.object({
    rows: z.number().int(),
    blocked: z.number().int().meta({ description: "Numbers of debtors here that are blocked in some mode." }),
    clear: z.number().int(),
  }),
  perform: (ctx, { params, body }) => {
    const { source, ...list } = body;
    return uploadList(ctx, { ...list, ...params, fileName: source });
  },
  tell: (uploaded) => uploaded,
});

export const getRegistryNumber = endpoint({
  id: "getRegistryNumber",
  method: "GET",
  path: "/registries/{registry}/numbers/{number}",
  about: "Registries",
  summary: "What a registry last said of one number that a debtor here has.",
  action: "registries.read",
  params: z.strictObject({
    registry,
    number: z.string().min(3).max(40).meta({ description: "E.164, or as it is written in the registry's country." }),
  }),
  status: 200,
  answer: z.object({
    registry,
    number: z.string(),
    maxAgeDays: z.number().int().nullable().meta({ description: "How old an answer may be; null: no rule asks." }),
    answers: z.array(
      z.object({
        mode: z.enum(registryModes),
        status: z.enum(["blocked", "clear", "unknown"]),
        categories: z.array(z.string()),
        checkedAt: instant.nullable(),
        isTooOld: z.boolean(),
      }),
    ),
  }),
  perform: (ctx, { params }) => findNumber(ctx, params),
  tell: (found) => found,
});
