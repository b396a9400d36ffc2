/** What is shown of endpoints and deliveries; the keys are the codes. */
export const webhooks = {
  /** Why the last attempt did not arrive. */
  problems: {
    "url-invalid": "the URL is not one",
    "url-scheme": "only HTTPS is allowed",
    "url-credentials": "there is a user or password in the URL",
    "url-port": "the port is not allowed",
    "address-forbidden": "the address lies in a private network",
    "name-unknown": "the name leads to no address",
    "connection-refused": "nobody takes connections there",
    "connection-lost": "the connection broke off",
    tls: "the certificate is not trusted, or is another name’s",
    timeout: "no answer came in time",
    "answer-malformed": "the answer was not HTTP",
    "answer-too-large": "the answer was too large",
    interrupted: "the server was stopped meanwhile",
    redirected: "the receiver sent the message elsewhere",
    "too-many-requests": "the receiver asked for patience",
    "client-error": "the receiver refused the message",
    "server-error": "something went wrong at the receiver",
    "answer-unexpected": "the receiver gave an answer of no meaning",
    "message-too-large": "the message is too large",
    "no-secret": "the secret cannot be read; make a new one",
  },

  states: {
    waiting: "waiting",
    delivered: "delivered",
    failed: "not delivered",
    dropped: "dropped",
  },

  /** Why an endpoint is told nothing any more. */
  disabled: {
    person: "disabled by a person",
    gone: "the receiver said that it is gone",
    failing: "nothing arrived for five days",
  },
};

export type Webhooks = typeof webhooks;
