import { ApiError, type SentProblem } from "@plumbline/api";
import type { Answered } from "../api.ts";
import { language } from "../language.ts";

export type Upload = {
  readonly file: Blob;
  readonly query: Readonly<Record<string, string>>;
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
};

/**
 * Sends a file to be imported and tells how far it is, which `fetch` cannot. Throws an `ApiError` where the server
 * refuses, and another error where the connection breaks off.
 */
export function upload({ file, query, onProgress, signal }: Upload): Promise<Answered<"imports", "create">> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/imports?${new URLSearchParams(query)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("accept-language", language.get());
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener("load", () => {
      const said = parsed(request.responseText);
      if (request.status < 300 && said) resolve(said as Answered<"imports", "create">);
      else reject(said ? new ApiError(said as SentProblem) : new Error(String(request.status)));
    });
    request.addEventListener("error", () => reject(new Error("broken off")));
    request.addEventListener("abort", () => reject(signal.reason));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
