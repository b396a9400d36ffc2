import { keep, kept } from "./kept.ts";
import { isSecret } from "./secrets.ts";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A field of a form that may be told. */
export type OpenField = { readonly name: string; readonly value: string; readonly control: Control };

const MOST_FIELDS = 50;
const LONGEST = 500;
const KEY = "plumbline:secrets";

/** Fields that once hid what was typed; a page may show a password later. */
const hiding = new WeakSet<Element>();

/** To be called whenever somebody enters a field. */
export function noteHiding(target: EventTarget | null): void {
  if (target instanceof HTMLInputElement && isSecretControl(target)) hiding.add(target);
}

/**
 * The named fields of a form that are filled in and hold no secret. The names of secret ones are
 * kept for this tab, because a form sent by GET shows them in the address of the next page.
 */
export function openFields(form: HTMLFormElement): readonly OpenField[] {
  const controls = [...form.elements].filter(isControl);
  const secrets = controls.filter(isSecretControl);
  const names = secrets.map(nameOf).filter(Boolean);
  if (names.length > 0) keep(KEY, [...new Set([...secretNames(), ...names])], () => sessionStorage);
  const values = new Set(secrets.map(({ value }) => value));
  return controls
    .filter(
      (control) => !isSecretControl(control) && isFilled(control) && nameOf(control) && !values.has(control.value),
    )
    .slice(0, MOST_FIELDS)
    .map((control) => ({ name: nameOf(control), value: control.value.slice(0, LONGEST), control }));
}

export function secretNames(): readonly string[] {
  return kept<readonly string[]>(KEY, () => sessionStorage) ?? [];
}

function isControl(element: Element): element is Control {
  return /^(input|select|textarea)$/i.test(element.tagName);
}

function isSecretControl(control: Control): boolean {
  if (hiding.has(control) || control.closest("[data-plumbline-ignore]")) return true;
  const { type, value, id } = control;
  // As written, since a browser drops words of `autocomplete` that it does not know.
  const autocomplete = control.getAttribute("autocomplete") ?? "";
  return [control.name, id].some((name) => isSecret({ name, value, type, autocomplete }));
}

function isFilled(control: Control): boolean {
  const isChoice = control.type === "checkbox" || control.type === "radio";
  return isChoice ? (control as HTMLInputElement).checked : control.value.trim() !== "";
}

function nameOf({ name, id }: Control): string {
  return name || id;
}
