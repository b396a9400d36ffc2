/** What is shown of an event; the keys are the codes. */
export const events = {
  /** Why an event was kept whole, or stored without anything about the person. */
  consent: {
    "not-needed": "consent is not asked for here",
    given: "consent was given",
    "vouched-for": "reported by a server of ours, which says nothing of consent",
    "not-refused": "nothing was refused",
    "records-a-choice": "kept because it records a choice about personal data",
    "no-consent": "consent is needed here, and none was given",
    refused: "consent was refused",
    "category-not-named": "the consent does not name a category that is needed",
    gpc: "refused by Global Privacy Control",
    erased: "the person asked to be forgotten",
  },

  /** Who was behind it. */
  traffic: {
    person: "a person",
    bot: "a bot",
    "mail-scanner": "a scanner that checks the links of mails",
    "mail-privacy": "a proxy that fetches the images of mails",
    monitor: "a service that watches whether the site is up",
  },

  /** Why a lead may not be scored. */
  ineligible: {
    objection: "the person objects to being scored",
    "consent-withdrawn": "the person has withdrawn consent",
  },
};

export type Events = typeof events;
