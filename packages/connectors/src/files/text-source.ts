/** The text of a file, from wherever it comes. */
export type TextSource = {
  /** What people call it; errors name it. */
  readonly name: string;
  /** The text, in pieces that end at the end of a line wherever a line ends at all. */
  readonly text: AsyncIterable<string>;
};
