import { type Command, commonOptions, type OptionSpec, type World } from "./command.ts";
import { table } from "./table.ts";

/** What `plumbline --help` prints. */
export function generalHelp(commands: Readonly<Record<string, unknown>>, { say: { cli }, columns }: World): string {
  const rows = Object.keys(commands).map((name) => [`  ${name}`, cli.commands[name as keyof typeof cli.commands]]);
  return `${cli.help.about}\n\n${cli.help.usage}: plumbline COMMAND …\n\n${cli.help.commands}:\n${table(rows, new Set(), columns)}\n${cli.help.more()}\n`;
}

/** What `plumbline COMMAND --help` prints. */
export function commandHelp(name: string, command: Command, { say: { cli }, columns }: World): string {
  const rows = Object.entries({ ...command.options, ...commonOptions(command) }).map(([option, spec]) => [
    `  ${optionUsage(option, spec)}`,
    cli.options[spec.words ?? (camel(option) as keyof typeof cli.options)](),
  ]);
  const about = cli.commands[name as keyof typeof cli.commands];
  return `${about}\n\n${cli.help.usage}: plumbline ${name} ${command.usage}\n\n${cli.help.options}:\n${table(rows, new Set(), columns)}`;
}

function optionUsage(name: string, { type, placeholder }: OptionSpec): string {
  return type === "string" ? `--${name} ${placeholder ?? "VALUE"}` : `--${name}`;
}

function camel(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
