const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bYaBrowser\//, "Yandex"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS)\//, "Chrome"],
  [/\bVersion\/.*\bSafari\//, "Safari"],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

export type Device = { readonly browser: string; readonly system: string };

/** Which browser on which system an agent is, as far as its owner tells them apart; undefined: unknown. */
export function deviceOf(agent: string | null | undefined): Device | undefined {
  const browser = BROWSERS.find(([pattern]) => pattern.test(agent ?? ""))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent ?? ""))?.[1];
  return browser !== undefined && system !== undefined ? { browser, system } : undefined;
}
