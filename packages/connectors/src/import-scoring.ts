import { importMarketoScoring } from "./marketo/import-scoring.ts";
import { importMauticScoring } from "./mautic/import-scoring.ts";
import type { ScoringImport } from "./scoring-import.ts";
import { importZohoScoring } from "./zoho-crm/import-scoring.ts";

const IMPORTERS = { marketo: importMarketoScoring, mautic: importMauticScoring, "zoho-crm": importZohoScoring };

/** The systems whose scoring can be read from what their API answers. */
export type ScoringSystem = keyof typeof IMPORTERS;
export const SCORING_SYSTEMS = Object.keys(IMPORTERS) as readonly ScoringSystem[];

/** Turns another system's scoring into models; what they could not take over is listed with them. */
export function importScoring(system: ScoringSystem, data: unknown): ScoringImport {
  return IMPORTERS[system](data);
}
