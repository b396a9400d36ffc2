type Page = { readonly items: readonly unknown[]; readonly next: string | null };

/** The first page with the items of those after it, so many pages at most; its `next` is that of the last one read. */
export async function pagesOf<P extends Page>(
  read: (cursor: string | undefined) => Promise<P>,
  most: number,
): Promise<P> {
  const first = await read(undefined);
  const items = [...first.items];
  let { next } = first;
  for (let pages = 1; next !== null && pages < most; pages++) {
    const page = await read(next);
    items.push(...page.items);
    next = page.next;
  }
  return { ...first, items, next };
}
