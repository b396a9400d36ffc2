/** Time zones to choose from, the present one among them; what browsers list leaves out UTC. */
export function zonesWith(zone: string): string[] {
  return [...new Set([zone, "UTC", ...Intl.supportedValuesOf("timeZone")])];
}
