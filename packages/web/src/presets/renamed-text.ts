import { parseDocument } from "yaml";

/** The text of a model under another name, with its comments and its order as they were. */
export function renamedText(text: string, name: string): string {
  const document = parseDocument(text);
  document.set("model", name);
  // Long lines stay as they are.
  return document.toString({ lineWidth: 0 });
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._+-]{0,59}$/u;

/** Whether a model may be called so. */
export function isModelName(name: string): boolean {
  return NAME.test(name) && name.trim() === name;
}
