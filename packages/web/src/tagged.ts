/** What was answered, with the tag by which it can be changed: what is done with it is done with what was read. */
export type Tagged<Answer> = Answer & { readonly tag: string | undefined };

/** Asks for something that has a tag: `tagged((onTag) => client.lists.get({ params }, { onTag }))`. */
export async function tagged<Answer extends object>(
  ask: (onTag: (tag: string) => void) => Promise<Answer>,
): Promise<Tagged<Answer>> {
  let tag: string | undefined;
  const answer = await ask((told) => {
    tag = told;
  });
  return { ...answer, tag };
}
