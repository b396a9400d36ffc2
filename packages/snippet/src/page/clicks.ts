import type { Teller } from "./teller.ts";

/** Files that are taken along rather than read as a page. */
const FILE =
  /\.(pdf|epub|mobi|docx?|xlsx?|pptx?|od[tps]|rtf|csv|txt|zip|rar|7z|gz|tgz|dmg|exe|msi|pkg|deb|rpm|apk|mp3|wav|mp4|mov|avi|webm)$/i;
const LONGEST = 200;

/** Tells of links that lead away or to a file, and of whatever the page calls a call to action. */
export function watchClicks(teller: Teller, signal: AbortSignal): void {
  const listen = (event: MouseEvent) => {
    if (event.type === "click" || event.button === 1) tellClick(teller, event);
  };
  addEventListener("click", listen, { capture: true, signal });
  addEventListener("auxclick", listen, { capture: true, signal });
}

function tellClick(teller: Teller, event: MouseEvent): void {
  // The path sees into the open shadow trees of web components.
  const elements = event.composedPath().filter((node): node is HTMLElement => node instanceof HTMLElement);
  const link = elements.find((element): element is HTMLAnchorElement => element.matches("a[href],area[href]"));
  const action = elements.find((element) => element.matches("[data-plumbline-cta]"));
  const named = elements.find((element) => element.matches("[data-plumbline-event]:not(form)"));
  const cta = action && (action.dataset["plumblineCta"] || textOf(action));
  const properties = { ...(link ? propertiesOf(link) : {}), ...(cta ? { cta } : {}) };
  const file = link && fileOf(link);
  if (link && file !== undefined) {
    const marked = elements.find((element) => element.dataset["plumblineContent"]);
    const content_type = marked?.dataset["plumblineContent"] || file.split(".").at(-1)?.toLowerCase();
    teller.track("Content Downloaded", { ...properties, file_name: file, content_type });
  } else if (cta || (link && leadsAway(link))) {
    teller.track("Link Clicked", { ...properties, outbound: link !== undefined && isOutbound(link) });
  }
  const also = named?.dataset["plumblineEvent"];
  if (also) teller.track(also, properties);
}

function propertiesOf(link: HTMLAnchorElement): Readonly<Record<string, unknown>> {
  return { link_url: link.href, link_text: textOf(link) };
}

/** The name of the file that a link leads to; undefined where it leads to a page. */
function fileOf(link: HTMLAnchorElement): string | undefined {
  if (isMessage(link)) return undefined;
  const name = link.pathname.split("/").at(-1) ?? "";
  return link.hasAttribute("download") || FILE.test(name) ? link.download || name : undefined;
}

function leadsAway(link: HTMLAnchorElement): boolean {
  return isOutbound(link) || isMessage(link);
}

function isMessage({ protocol }: HTMLAnchorElement): boolean {
  return /^(mailto|tel|sms):$/.test(protocol);
}

function isOutbound({ protocol, host }: HTMLAnchorElement): boolean {
  return /^https?:$/.test(protocol) && host !== location.host;
}

function textOf(element: HTMLElement): string {
  return (element.innerText || element.getAttribute("aria-label") || "").trim().replace(/\s+/g, " ").slice(0, LONGEST);
}
