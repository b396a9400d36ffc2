/** An address as parts; undefined where it is none. (`URL.canParse` is younger than some browsers.) */
export function parseAddress(address: string, base?: string): URL | undefined {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
}
