import { code } from "../notation.ts";
import { figures } from "./figures.ts";

const { number, or, quote } = figures;

type Suggested = { readonly suggestion: string | null };

const meant = ({ suggestion }: Suggested, otherwise: string) =>
  suggestion === null ? otherwise : `did you mean ${code(suggestion)}?`;

/** Why a command line cannot be answered. */
export const faults = {
  notAnArtefact: (file: string, why: "not-json" | "other-format" | "broken" | "of-a-table") =>
    `${quote(file)} is no artefact that can be used: ${{ "not-json": "it is not JSON", "other-format": "it is of another version", broken: "parts of it are missing", "of-a-table": "it does not say how to read its features of a lead" }[why]}; train a new one.`,
  unknownCommand: (about: Suggested & { readonly command: string }) =>
    `there is no command ${quote(about.command)}; ${meant(about, `see ${code("plumbline --help")}.`)}`,
  unknownOption: (about: Suggested & { readonly option: string }) =>
    `there is no option ${quote(about.option)}; ${meant(about, `see ${code("--help")}.`)}`,
  missingInput: () => `give ${code("--leads")}, ${code("--events")} or both.`,
  missingArgument: (name: string) => `${code(name)} is missing; see ${code("--help")}.`,
  missingOption: (option: string) => `${code(option)} is missing; add it.`,
  missingValue: (option: string) => `${code(option)} needs a value.`,
  surplus: (argument: string) => `${quote(argument)} is one too many; see ${code("--help")}.`,
  optionTwice: (option: string) => `${code(option)} stands here twice; give it once.`,
  noValue: (option: string) => `${code(option)} takes no value; write it alone.`,
  badDate: (option: string, value: string) =>
    `${quote(value)} is not a date for ${code(option)}; write it as ${code("2026-03-31")}.`,
  badNumber: (option: string, value: string) => `${quote(value)} is not a number above zero for ${code(option)}.`,
  badChoice: (option: string, value: string, known: readonly string[]) =>
    `${quote(value)} is not known for ${code(option)}; use ${or(known.map(code))}.`,
  badShare: (option: string, value: string) => `${quote(value)} is not between 0 and 1 for ${code(option)}.`,
  badArms: (option: string, value: string) =>
    `${quote(value)} is not understood for ${code(option)}; write it as ${code("live=1,draft=1")}.`,
  fewArms: () => "an experiment has two arms or more, each with a name of its own.",
  unknownArm: (about: Suggested & { readonly line: number; readonly arm: string }) =>
    `${quote(about.arm)} in line ${number(about.line)} is none of the arms; ${meant(about, `name them all with ${code("--arms")}.`)}`,
  badOutcome: (line: number, value: string) =>
    `${quote(value)} in line ${number(line)} does not say whether it converted; write ${or(["1", "0"].map(code))}.`,
  unknownZone: (zone: string) => `there is no time zone ${quote(zone)}; use a name such as ${code("Europe/Berlin")}.`,
  unknownLead: (lead: string) => `there is no lead ${quote(lead)} in these files.`,
  unknownPreset: (about: Suggested & { readonly preset: string }) =>
    `there is no preset ${quote(about.preset)}; ${meant(about, `see ${code("plumbline presets")}.`)}`,
  fileExists: (file: string) => `${quote(file)} is there already; choose another name, or remove it.`,
  cannotWrite: (file: string, cause: string) => `${quote(file)} cannot be written; the system says ${code(cause)}.`,
  leadsAndAccounts: () => "one model scores leads and the other accounts; they cannot be compared on the same data.",
  stdinTwice: () => `only one of the files can be the standard input (${code("-")}).`,
  exclude: (one: string, other: string) => `${code(one)} and ${code(other)} exclude each other; give one of them.`,
  unexpected: (message: string) => `This is a fault in plumbline itself; please report it: ${message}`,
};

export type Faults = typeof faults;
