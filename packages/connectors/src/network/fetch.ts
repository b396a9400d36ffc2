/** One request to somebody else's server. Redirects are never followed. */
export type FetchRequest = {
  readonly url: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For all of it, from the name's resolution to the last byte of the answer; ms. */
  readonly timeout: number;
  /** How many bytes of the answer are wanted at most; 0: its status and headers are enough. */
  readonly keep: number;
  /** Gives up early. */
  readonly signal?: AbortSignal;
};

/** Why a request was never made. Codes are keys of phrases. */
export type AddressProblem =
  | "url-invalid"
  /** Neither `https:`, nor `http:` to a network that the operator allows. */
  | "url-scheme"
  | "url-credentials"
  | "url-port"
  /** Private, local, reserved, or a cloud's own. */
  | "address-forbidden";

/** Why there is no answer; whether the request arrived nobody knows. Codes are keys of phrases. */
export type NetworkProblem =
  | "name-unknown"
  | "connection-refused"
  | "connection-lost"
  | "tls"
  | "timeout"
  | "answer-malformed"
  | "answer-too-large"
  | "interrupted";

export type FetchResult =
  | {
      readonly kind: "answered";
      readonly status: number;
      /** Their names in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    }
  | { readonly kind: "refused"; readonly because: AddressProblem }
  | { readonly kind: "failed"; readonly because: NetworkProblem };

/** Makes a request. Never throws for anything that the other side, the network or the URL may be. */
export type Fetch = (request: FetchRequest) => Promise<FetchResult>;
