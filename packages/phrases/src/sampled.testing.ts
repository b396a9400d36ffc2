/** For every sentence with parameters, what it may be given: a new sentence without a sample does not compile. */
export type Samples<Part> = {
  readonly [Key in keyof Part as Part[Key] extends string ? never : Key]: Part[Key] extends (
    ...given: infer Given
  ) => string
    ? readonly Readonly<Given>[]
    : Samples<Part[Key]>;
};
