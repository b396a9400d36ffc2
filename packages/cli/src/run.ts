import { parseArgs } from "node:util";
import { FileError } from "@plumbline/connectors";
import { LANGUAGES, phrasesOf, pickLanguage, sayFileProblem } from "@plumbline/phrases";
import { suggest } from "@plumbline/scoring";
import version from "../package.json" with { type: "json" };
import { COMMON, type Command, type Given, Refusal, type World, WRONG, YES } from "./command.ts";
import { backtest } from "./commands/backtest.ts";
import { columns } from "./commands/columns.ts";
import { diff } from "./commands/diff.ts";
import { experiment } from "./commands/experiment.ts";
import { explain } from "./commands/explain.ts";
import { importScoring } from "./commands/import.ts";
import { init } from "./commands/init.ts";
import { predict } from "./commands/predict.ts";
import { presets } from "./commands/presets.ts";
import { propose } from "./commands/propose.ts";
import { rules } from "./commands/rules.ts";
import { schema } from "./commands/schema.ts";
import { score } from "./commands/score.ts";
import { serve } from "./commands/serve.ts";
import { test } from "./commands/test.ts";
import { train } from "./commands/train.ts";
import { validate } from "./commands/validate.ts";
import { commandHelp, generalHelp } from "./help.ts";

export const COMMANDS = {
  score,
  explain,
  validate,
  test,
  rules,
  diff,
  backtest,
  propose,
  train,
  predict,
  experiment,
  columns,
  presets,
  init,
  import: importScoring,
  schema,
  serve,
} as const satisfies Record<string, Command>;

type CommandName = keyof typeof COMMANDS;

/** What is given from outside: everything a run may depend on. */
export type Outside = Omit<World, "language" | "say">;

/** Runs one command line; the result is the exit code. Nothing a user can do ends in a stack trace. */
export async function run(argv: readonly string[], outside: Outside): Promise<number> {
  const { env } = outside;
  const asked = argv.indexOf("--lang");
  const given = asked >= 0 ? argv[asked + 1] : undefined;
  const language = pickLanguage(given ?? env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
  const world: World = { ...outside, language, say: phrasesOf(language) };
  try {
    if (given !== undefined && !isLanguage(given))
      throw new Refusal(world.say.cli.faults.badChoice("--lang", given, LANGUAGES));
    return await dispatch(argv, world);
  } catch (error) {
    world.err.write(`${sayFault(error, world)}\n`);
    return WRONG;
  }
}

async function dispatch(argv: readonly string[], world: World): Promise<number> {
  const [name, ...rest] = withoutLanguage(argv);
  const { faults } = world.say.cli;
  if (name === undefined || name === "--help" || name === "help") {
    world.out.write(generalHelp(COMMANDS, world));
    return name === undefined ? WRONG : YES;
  }
  if (name === "--version") {
    world.out.write(`${version.version}\n`);
    return YES;
  }
  if (!isCommand(name)) {
    throw new Refusal(faults.unknownCommand({ command: name, suggestion: suggest(name, Object.keys(COMMANDS)) }));
  }
  const command: Command = COMMANDS[name];
  const given = read(command, rest, world);
  if (given.options["help"]) {
    world.out.write(commandHelp(name, command, world));
    return YES;
  }
  return command.run(given, world);
}

/** Whether a tag is one of ours: English is the answer to all others, which would surprise who asked for German. */
function isLanguage(tag: string): boolean {
  return LANGUAGES.some((one) => one.slice(0, 2) === tag.slice(0, 2).toLowerCase());
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** The language may be said anywhere, also before the command. */
function withoutLanguage(argv: readonly string[]): string[] {
  const at = argv.indexOf("--lang");
  return at === 0 ? argv.slice(2) : [...argv];
}

/** Options as the command declares them; `--no-x` says no. */
function read({ options }: Command, argv: readonly string[], world: World): Given {
  const known = { ...COMMON, ...options };
  const { tokens } = parseArgs({
    args: [...argv],
    options: known,
    strict: false,
    allowPositionals: true,
    tokens: true,
    allowNegative: true,
  });
  const asked = tokens.flatMap((token) => (token.kind === "option" ? [readOption(token, known, world)] : []));
  return {
    options: Object.fromEntries(asked),
    rest: tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : [])),
  };
}

type OptionToken = { readonly name: string; readonly rawName: string; readonly value?: string | undefined };

function readOption(
  { name: parsed, rawName, value }: OptionToken,
  known: Command["options"],
  { say }: World,
): [string, string | boolean] {
  const { faults } = say.cli;
  const isNo = rawName.startsWith("--no-");
  const name = isNo ? rawName.slice("--no-".length) : parsed;
  const spec = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!spec || (isNo && spec.type !== "boolean")) {
    const names = Object.keys(known).map((one) => `--${one}`);
    throw new Refusal(faults.unknownOption({ option: rawName, suggestion: suggest(rawName, names) }));
  }
  if (spec.type === "boolean") return [name, !isNo];
  if (value === undefined) throw new Refusal(faults.missingValue(rawName));
  return [name, value];
}

/** Any failure in words: a refusal is for people already, a file's problem has its phrase. */
function sayFault(error: unknown, { language, say }: World): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof FileError) return sayFileProblem(phrasesOf(language), error.problem);
  const { code, message, path } = error as { code?: string; message?: string; path?: string };
  if (code === "ENOENT" && path !== undefined)
    return sayFileProblem(phrasesOf(language), { code: "no-such-file", file: path });
  if (code === "EISDIR") return sayFileProblem(phrasesOf(language), { code: "is-a-directory", file: path ?? "" });
  if (code === "EACCES" && path !== undefined)
    return sayFileProblem(phrasesOf(language), { code: "no-access", file: path });
  return say.cli.faults.unexpected(message ?? String(error));
}
