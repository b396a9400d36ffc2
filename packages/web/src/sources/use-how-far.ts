import { useSay } from "../say.tsx";
import { type Import, readReport } from "./import.ts";

/** How far into its file an import is, from 0 to 1, and in words what is stored of it and what is not. */
export function useHowFar({ bytesDone, bytesTotal, recordsDone, report }: Import) {
  const { imports } = useSay().screens.sources;
  const share = bytesTotal ? bytesDone / bytesTotal : 0;
  const { stored } = readReport(report);
  return { share, said: recordsDone === 0 ? imports.nothingRead : imports.howFar(stored, recordsDone, 1 - share) };
}
