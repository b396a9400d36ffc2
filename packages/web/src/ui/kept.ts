/** What somebody is writing, as a browser keeps it. */
export type Kept<Value> = { readonly value: Value };

/** What a browser kept; what it cannot be read as is forgotten. */
export function keptOf<Value>(text: string | null): Kept<Value> | undefined {
  try {
    return (JSON.parse(text ?? "null") as Kept<Value> | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** What is still to be kept once `sent` has got through: nothing, or what has been written in the meantime. */
export function afterSending<Value>(kept: Kept<Value> | undefined, sent: Value): Kept<Value> | undefined {
  return kept !== undefined && JSON.stringify(kept.value) !== JSON.stringify(sent) ? kept : undefined;
}
