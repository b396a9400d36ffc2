/** What is known of a form field or of a parameter in an address. */
export type Field = {
  readonly name: string;
  readonly value: string;
  readonly type?: string;
  readonly autocomplete?: string;
};

const SECRET_TYPES = ["password", "hidden", "file", "submit", "button", "image", "reset"];
const SECRET_COMPLETION = /(^|\s)(cc-|(current|new)-password|one-time-code|webauthn)/i;
const SECRET_NAME = new RegExp(
  [
    "pass|pwd|secret|token|credential|otp|captcha|csrf|cvv|cvc|csc|card|iban|ssn|cc.?(num|exp|name|code)",
    "security.?(code|number|answer)|account.?n|expir|(^|[^a-z])(pin|exp|auth|session|sig|signature)($|[^a-z])",
    "kennwort|contrase|senha|parol|karte|tarjeta|carte.?(ban|bleue|de)|пароль|карт|密码|密碼|卡号|卡號",
  ].join("|"),
  "i",
);

/** Whether a field must never be told: a password, a payment card, a code, or anything the page itself hides. */
export function isSecret({ name, value, type = "", autocomplete = "" }: Field): boolean {
  return SECRET_TYPES.includes(type) || SECRET_COMPLETION.test(autocomplete) || SECRET_NAME.test(name) || isCard(value);
}

/** 13 to 19 digits whose last one is right by Luhn's formula (ISO/IEC 7812-1), wherever they were typed. */
export function isCard(value: string): boolean {
  const digits = value.replace(/[\s.-]/g, "");
  if (!/^\d{13,19}$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]) * (1 + (i % 2));
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** An address or its query, without the values of secret parameters: a form sent by GET leaves its fields there. */
export function withoutSecrets(address: string, alsoSecret: readonly string[] = []): string {
  return address.replace(/([?&;#])([^=&;#?]+)=([^&;#]*)/g, (whole, before: string, name: string, value: string) => {
    const field = { name: decoded(name), value: decoded(value) };
    return isSecret(field) || alsoSecret.includes(field.name) ? `${before}${name}=` : whole;
  });
}

function decoded(text: string): string {
  const plain = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
