/** Why nothing can be sent to a URL; the codes are keys of the phrases. */
export const ADDRESS_PROBLEMS = [
  "url-invalid",
  "url-scheme",
  "url-credentials",
  "url-port",
  "address-forbidden",
] as const;
