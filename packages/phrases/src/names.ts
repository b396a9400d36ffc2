/** How the caller calls the parts of its model: their labels, where they have some. */
export type Names = Readonly<
  Record<"rule" | "group" | "signal" | "dimension" | "profile" | "market" | "band", (name: string) => string>
>;
