/** Browsers begin to save at some time after the click; by then at the latest. */
const BEGUN_BY = 60_000;

/** Has the browser save a file under this name, wherever it saves files. */
export function saveFile(name: string, type: string, parts: BlobPart[]): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), BEGUN_BY);
}
