import { noteHiding, type OpenField, openFields } from "./form-fields.ts";
import { parseAddress } from "./parse-address.ts";
import type { Settings } from "./settings.ts";
import type { Teller } from "./teller.ts";

/** Tells of forms that were sent, or that the browser found to be filled in wrongly. */
export function watchForms(teller: Teller, settings: Settings, signal: AbortSignal): void {
  const options = { capture: true, signal };
  addEventListener("focusin", ({ target }) => noteHiding(target), options);
  addEventListener(
    "submit",
    ({ target }) => {
      if (target instanceof HTMLFormElement) tellSubmit(teller, settings, target);
    },
    options,
  );
  const failing = new Set<HTMLFormElement>();
  addEventListener(
    "invalid",
    ({ target }) => {
      const form = (target as HTMLInputElement | null)?.form;
      if (!form || failing.has(form)) return;
      // Each wrong field says so, one after the other, within one task.
      if (failing.add(form).size > 1) return;
      setTimeout(() => {
        for (const each of failing) teller.track("Form Failed", propertiesOf(each));
        failing.clear();
      });
    },
    options,
  );
}

function tellSubmit(teller: Teller, settings: Settings, form: HTMLFormElement): void {
  if (form.closest("[data-plumbline-ignore]")) return;
  const fields = openFields(form);
  if (settings.identify || form.dataset["plumblineIdentify"] !== undefined) {
    const traits = traitsOf(fields);
    if (traits["email"]) teller.identify(traits);
  }
  const properties = {
    ...propertiesOf(form),
    fields: [...new Set(fields.map(({ name }) => name))],
    ...(settings.values || form.dataset["plumblineValues"] !== undefined ? { values: valuesOf(fields) } : {}),
  };
  teller.track("Form Submitted", properties);
  if (isSearch(form)) teller.track("Site Searched", properties);
  const also = form.dataset["plumblineEvent"];
  if (also) teller.track(also, properties);
}

function propertiesOf(form: HTMLFormElement): Readonly<Record<string, unknown>> {
  // A field may be called "id" or "name" and hide the form's own.
  const given = Object.entries({
    form_type: form.dataset["plumblineForm"],
    form_id: form.getAttribute("id"),
    form_name: form.getAttribute("name") ?? form.getAttribute("aria-label"),
    form_action: parseAddress(form.getAttribute("action") ?? "", document.baseURI)?.pathname,
  });
  return Object.fromEntries(given.filter(([, value]) => value));
}

function isSearch(form: HTMLFormElement): boolean {
  return form.matches("[role=search],search *") || form.querySelector("input[type=search]") !== null;
}

function valuesOf(fields: readonly OpenField[]): Readonly<Record<string, string>> {
  const values = new Map<string, string>();
  for (const { name, value } of fields) {
    const known = values.get(name);
    values.set(name, known === undefined ? value : `${known}, ${value}`);
  }
  return Object.fromEntries(values);
}

/** Words of `autocomplete`, and the trait that they stand for. */
const TRAITS: Readonly<Record<string, string>> = {
  email: "email",
  name: "name",
  "given-name": "firstName",
  "family-name": "lastName",
  organization: "company",
  "organization-title": "title",
  tel: "phone",
  country: "country",
};

/** Who somebody says to be: what the fields are called by `autocomplete`, and the one e-mail address. */
function traitsOf(fields: readonly OpenField[]): Readonly<Record<string, string>> {
  const traits = new Map<string, string>();
  for (const { name, value, control } of fields) {
    const words = (control.getAttribute("autocomplete") ?? "").toLowerCase().split(/\s+/);
    const word = words.find((each) => Object.hasOwn(TRAITS, each));
    const isEmail = control.type === "email" || /^(e-?mail|email.?address)$/i.test(name);
    const trait = isEmail ? "email" : word && TRAITS[word];
    if (trait && !traits.has(trait) && (trait !== "email" || /^\S+@\S+\.\S+$/.test(value.trim()))) {
      traits.set(trait, value.trim());
    }
  }
  return Object.fromEntries(traits);
}
