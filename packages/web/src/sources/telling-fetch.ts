/**
 * A `fetch` that tells how much of the body has been sent, from 0 to 1, which the browser's own cannot. Rejects with
 * the signal's reason where that has come, also before the request began, and with an error where the connection
 * breaks off.
 */
export function tellingFetch(onProgress: (share: number) => void): typeof fetch {
  return (address, { method = "GET", headers, body, signal } = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const request = new XMLHttpRequest();
      request.open(method, String(address));
      for (const [name, value] of new Headers(headers)) request.setRequestHeader(name, value);
      request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
      request.addEventListener("load", () => {
        const { status, statusText, responseText } = request;
        resolve(new Response(responseText === "" ? null : responseText, { status, statusText }));
      });
      request.addEventListener("error", () => reject(new TypeError("broken off")));
      request.addEventListener("abort", () => reject(signal?.reason));
      signal?.addEventListener("abort", () => request.abort());
      request.send(body as XMLHttpRequestBodyInit | null | undefined);
    });
}
