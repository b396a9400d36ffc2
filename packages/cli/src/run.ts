import { parseArgs } from "node:util";
import { FileError } from "@plumbline/connectors";
import { LANGUAGES, phrasesOf, pickLanguage, sayFileProblem } from "@plumbline/phrases";
import { suggest } from "@plumbline/scoring";
import version from "../package.json" with { type: "json" };
import { type Command, commonOptions, type Given, Refusal, type World, WRONG, YES } from "./command.ts";
import { commandHelp, generalHelp } from "./help.ts";

/** The commands, each read when it is called: most of what the others need it does not. */
export const COMMANDS = {
  score: async () => (await import("./commands/score.ts")).score,
  explain: async () => (await import("./commands/explain.ts")).explain,
  validate: async () => (await import("./commands/validate.ts")).validate,
  test: async () => (await import("./commands/test.ts")).test,
  rules: async () => (await import("./commands/rules.ts")).rules,
  diff: async () => (await import("./commands/diff.ts")).diff,
  backtest: async () => (await import("./commands/backtest.ts")).backtest,
  propose: async () => (await import("./commands/propose.ts")).propose,
  train: async () => (await import("./commands/train.ts")).train,
  predict: async () => (await import("./commands/predict.ts")).predict,
  experiment: async () => (await import("./commands/experiment.ts")).experiment,
  columns: async () => (await import("./commands/columns.ts")).columns,
  presets: async () => (await import("./commands/presets.ts")).presets,
  init: async () => (await import("./commands/init.ts")).init,
  import: async () => (await import("./commands/import.ts")).importScoring,
  schema: async () => (await import("./commands/schema.ts")).schema,
  serve: async () => (await import("./commands/serve.ts")).serve,
} as const satisfies Record<string, () => Promise<Command>>;

type CommandName = keyof typeof COMMANDS;

/** What is given from outside: everything a run may depend on. */
export type Outside = Omit<World, "language" | "say" | "tell">;

/** Runs one command line; the result is the exit code. Nothing a user can do ends in a stack trace. */
export async function run(argv: readonly string[], outside: Outside): Promise<number> {
  const { env } = outside;
  const { given, rest } = languageIn(argv.map((one) => (one === "-h" ? "--help" : one)));
  const language = pickLanguage(given ?? env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
  const isJson = argv.includes("--json");
  const world: World = { ...outside, ...toldOn(outside.err, isJson), language, say: phrasesOf(language) };
  try {
    if (given !== undefined && !isLanguage(given))
      throw new Refusal(world.say.cli.faults.badChoice("--lang", given, LANGUAGES));
    return await dispatch(rest, world);
  } catch (error) {
    const said = sayFault(error, world);
    outside.err.write(`${isJson ? JSON.stringify({ error: said }) : said}\n`);
    return WRONG;
  }
}

/** The standard error: as it is where somebody watches, else with `--json` JSON, line by line. */
function toldOn(err: World["err"], isJson: boolean): Pick<World, "err" | "tell"> {
  if (!isJson || err.isTTY) return { err, tell: (_, words) => void err.write(`${words}\n`) };
  const put = (told: object) => err.write(`${JSON.stringify(told)}\n`);
  return {
    err: {
      write: (text) =>
        text
          .trimEnd()
          .split("\n")
          .map((message) => put({ message })),
    },
    tell: (came) => void put(came),
  };
}

async function dispatch(argv: readonly string[], world: World): Promise<number> {
  const [name, ...rest] = argv;
  const { faults } = world.say.cli;
  const topic = name === "help" ? topicOf(rest) : undefined;
  if (topic !== undefined) return dispatch([topic, "--help"], world);
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
  const command: Command = await COMMANDS[name]();
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

/** The command that help is asked of: options may stand before it, or alone. */
function topicOf(argv: readonly string[]): string | undefined {
  return parseArgs({ args: [...argv], options: LANGUAGE, strict: false, allowPositionals: true }).positionals[0];
}

const LANGUAGE = { lang: { type: "string" } } as const;

/** The language may be said anywhere, also before the command: it is known before anything else is read. */
function languageIn(argv: readonly string[]): { readonly given: string | undefined; readonly rest: readonly string[] } {
  const { tokens } = parseArgs({
    args: [...argv],
    options: LANGUAGE,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const said = tokens.find((token) => token.kind === "option" && token.name === "lang");
  const given = said?.kind === "option" ? said.value : undefined;
  if (said?.index !== 0) return { given, rest: argv };
  return { given, rest: argv.slice(given === undefined || argv[0]?.includes("=") ? 1 : 2) };
}

/** Options that name a file to be read; each of them may be standard input, but only one at a time. */
const READ_FROM = ["model", "leads", "events", "outcomes", "map", "artefact"] as const;

/** Options as the command declares them; `--no-x` says no. What it does not know, it refuses. */
function read(command: Command, argv: readonly string[], world: World): Given {
  const { options, takes = 0 } = command;
  const known = { ...commonOptions(command), ...options };
  const { tokens } = parseArgs({
    args: [...argv],
    options: known,
    strict: false,
    allowPositionals: true,
    tokens: true,
    allowNegative: true,
  });
  const { faults } = world.say.cli;
  const asked = new Map<string, string | boolean>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const [name, value] = readOption(token, known, world);
    if (asked.has(name) && asked.get(name) !== value) throw new Refusal(faults.optionTwice(token.rawName));
    asked.set(name, value);
  }
  const rest = tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : []));
  const surplus = rest[takes];
  if (surplus !== undefined) throw new Refusal(faults.surplus(surplus));
  const inputs = [...rest, ...READ_FROM.map((name) => asked.get(name))];
  if (inputs.filter((one) => one === "-").length > 1) throw new Refusal(faults.stdinTwice());
  return { options: Object.fromEntries(asked), rest };
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
  if (spec.type === "boolean") {
    if (value !== undefined) throw new Refusal(faults.noValue(rawName));
    return [name, !isNo];
  }
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
  if (code === "EISDIR" && path !== undefined)
    return sayFileProblem(phrasesOf(language), { code: "is-a-directory", file: path });
  if (code === "EACCES" && path !== undefined)
    return sayFileProblem(phrasesOf(language), { code: "no-access", file: path });
  return say.cli.faults.unexpected(message ?? String(error));
}
