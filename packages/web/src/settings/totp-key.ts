/** The secret of an `otpauth:` address in groups of four, as people type it. */
export function totpKey(uri: string): string {
  const secret = URL.canParse(uri) ? (new URL(uri).searchParams.get("secret") ?? "") : "";
  return secret.replace(/(.{4})(?=.)/g, "$1 ");
}
