import type { Locator } from "playwright-core";

/** So many steps lie between any two places of a screen at most. */
const MOST = 150;

/** Goes on by tabulator until this has the keyboard; what no tabulator reaches is a fault. */
export async function tabTo(target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  const { keyboard } = target.page();
  // What is not drawn yet would be passed by.
  await target.first().waitFor({ state: "attached", timeout: 90_000 });
  for (let pressed = 0; pressed < MOST; pressed++) {
    if (await target.evaluateAll((all) => all.some((one) => one === one.ownerDocument.activeElement))) return;
    await keyboard.press(key);
  }
  throw new Error(`No tabulator leads to ${target}`);
}
