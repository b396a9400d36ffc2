import { BandOf } from "../ui/band.tsx";
import { Ago } from "../ui/figures.tsx";
import { ReasonsOf } from "../ui/reasons.tsx";
import type { LiveModel } from "../ui/use-model.ts";
import { Later, Total, Who } from "./lead-cells.tsx";
import type { ListedLead } from "./use-leads.ts";

/** A lead where there is no room for columns. */
export function LeadCard({ lead, live }: { readonly lead: ListedLead; readonly live: LiveModel | undefined }) {
  const { score, reasons, owner, lastAt } = lead;
  return (
    <>
      <span className="leads-card-line">
        <Who lead={lead} />
        <Total points={score.total} />
      </span>
      <span className="leads-card-line">
        <BandOf band={score.band} live={live} />
        <span className="cut leads-card-owner">{owner}</span>
        {lastAt && <Ago at={lastAt} size="xs" c="dimmed" />}
      </span>
      {reasons ? <ReasonsOf reasons={reasons} live={live} /> : <Later />}
    </>
  );
}
