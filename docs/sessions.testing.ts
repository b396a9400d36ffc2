/** A command of the docs and what it is said to print; `…` stands for anything. */
export type Session = { readonly command: string; readonly output: string };

export function sessions(text: string): Session[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = "", ...output] = part.split("\n");
      return { command, output: output.join("\n").trimEnd() };
    });
}

/** `…` alone on a line stands for any lines. */
export function patternOf(output: string): RegExp {
  return new RegExp(`^${quoted(output).replaceAll(/^ *…$/gm, "[^]*?").replaceAll("…\n", "[^]*?\n")}$`);
}

/** `…` stands for anything, wherever it stands. */
export function looseBlockPattern(output: string): RegExp {
  return new RegExp(`^${quoted(output).replaceAll("…", "[^]*?")}$`);
}

const quoted = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
