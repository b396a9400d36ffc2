type Placed = { readonly id: string; readonly score: { readonly total: number | null } };
type Page<Lead extends Placed> = { readonly items: readonly Lead[]; readonly next: string | null };

/** A page without a lead. */
export function withoutLead<Lead extends Placed, Of extends Page<Lead>>(page: Of, id: string): Of {
  return { ...page, items: page.items.filter((lead) => lead.id !== id) };
}

/**
 * A page of a list by total, the highest first, with a lead where it belongs; undefined where that is behind the end
 * of the page. Among equals it comes last: it has only just arrived.
 */
export function withLead<Lead extends Placed, Of extends Page<Lead>>(page: Of, lead: Lead): Of | undefined {
  const total = (one: Lead) => one.score.total ?? Number.NEGATIVE_INFINITY;
  const others = page.items.filter(({ id }) => id !== lead.id);
  const at = others.findIndex((other) => total(other) < total(lead));
  if (at < 0 && page.next !== null) return undefined;
  const place = at < 0 ? others.length : at;
  return { ...page, items: [...others.slice(0, place), lead, ...others.slice(place)] };
}
