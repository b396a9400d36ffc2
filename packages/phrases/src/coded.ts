/** Sentences by code; each takes what it has to say. */
export type Sentences = Readonly<Record<string, (about: never) => string>>;

/** For every key of the sentences: that key as a code, with what its sentence needs. */
export type Coded<Said extends Sentences> = {
  [Code in keyof Said]: { readonly code: Code } & (Said[Code] extends (about: infer About) => string ? About : never);
}[keyof Said];

/** Says the sentence of a code. */
export function say<Said extends Sentences>(sentences: Said, about: Coded<Said>): string {
  // `Coded` pairs each code with what its sentence takes; looking the sentence up loses the pair.
  const sentence = sentences[about.code] as (about: Coded<Said>) => string;
  return sentence(about);
}
