/** What may become of an opportunity. */
export type DealOutcome = "won" | "lost" | "opportunity";

/**
 * How systems say so, in the languages of the product; case, spaces and punctuation do not matter.
 * Of stages that are neither won nor lost only those are known that HubSpot and Salesforce begin with.
 */
const WORDS: Readonly<Record<DealOutcome, string>> = {
  won: `won|closed won|win|deal won|opportunity won|gewonnen|abgeschlossen gewonnen|gagné|gagnée|ganado|ganada|ganado cerrado|cerrada ganada
    |выиграно|выигран|выиграна|успешно реализовано|сделка успешна|赢单|已赢单|成交|已成交|贏單|已贏單`,
  lost: `lost|closed lost|loss|deal lost|opportunity lost|verloren|abgeschlossen verloren|perdu|perdue|perdido|perdida|perdido cerrado|cerrada perdida
    |проиграно|проигран|проиграна|закрыто и не реализовано|сделка провалена|потеряно|输单|已输单|丢单|流失|已流失|輸單|已輸單|丟單`,
  opportunity: `opportunity|opportunity created|created|open|new|in progress|offen|neu|ouvert|ouverte|opportunité|abierto|abierta|oportunidad
    |открыта|открыт|открыто|в работе|возможность|商机|进行中|商機|進行中
    |appointment scheduled|qualified to buy|presentation scheduled|decision maker bought in|contract sent
    |prospecting|qualification|needs analysis|value proposition|id decision makers|perception analysis|proposal price quote|negotiation review`,
};

const OUTCOMES: ReadonlyMap<string, DealOutcome> = new Map(
  (Object.keys(WORDS) as DealOutcome[]).flatMap((outcome) =>
    WORDS[outcome].split("|").map((word): [string, DealOutcome] => [folded(word), outcome]),
  ),
);

/** Which outcome a text says, if it says one that is known. */
export function readOutcome(text: string): DealOutcome | undefined {
  return text.length > 60 ? undefined : OUTCOMES.get(folded(text));
}

function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
