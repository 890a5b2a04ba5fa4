/** A seeded member of staff, as the organisation's directory knows them. */
export type Person = {
  /** Object id in the directory; stable, unlike name and address. */
  readonly oid: string;
  readonly name: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly address: string;
  /** App roles of the Sealpost API. */
  readonly roles: readonly ('Sender' | 'Admin')[];
};

/** The directory (tenant) of the local organisation. */
export const tenantId = '8f6a1d0e-5b3c-4c7e-9a44-0f1d2b3c4d5e';

/** Application (client) ids of the three app registrations. */
export const clientIds = {
  api: '1f0c3a52-7d4e-4b8a-8f21-6a9b0c1d2e3f',
  pane: '2a1d4b63-8e5f-4c9b-9032-7bac1d2e3f40',
  portal: '3b2e5c74-9f60-4dac-a143-8cbd2e3f4051',
} as const;

/** Secret of the portal's confidential client; worthless outside this machine, so it may stand here. */
export const portalClientSecret = 'local-only-portal-secret';

/** Clients at the stand-ins of Microsoft's and Google's sign-in for everybody. */
export const consumerClients = {
  microsoft: { id: '4c3f6d85-a071-4ebd-b254-9dce3f405162', secret: 'local-only-microsoft-secret' },
  google: { id: 'sealpost.apps.localhost', secret: 'local-only-google-secret' },
} as const;

/** The one password of every seeded person; the local sign-in page shows it. */
export const localPassword = 'local-only';

/** The organisation whose staff is seeded. */
export const organisation = {
  name: 'State of Example',
  domains: ['example.gov'],
  helpPhone: '+1 207 555 0100',
  helpAddress: 'help@example.gov',
} as const;

/** What its policy says of sending: one domain with enforced TLS, and a guide for people outside. */
export const send = {
  tlsDomains: [
    { domain: 'bank.example', owner: 'Sam Ortiz', reason: 'TLS agreed with the bank', since: '2026-01-15' },
  ],
  guide: {
    link: 'https://www.example.gov/secure-mail',
    tagline: 'How to read a secure message from us: https://www.example.gov/secure-mail',
  },
} as const;

/** Who writes for whom: Tammy Gould on behalf of Sam Ortiz. */
export const delegates = [
  { mailbox: 'sam.ortiz@example.gov', name: 'Sam Ortiz', people: ['tammy.gould@example.gov'] },
] as const;

/** What its policy says of signing in: recipients may come from Microsoft and Google, here from their stand-ins. */
export const signIn = { providers: ['microsoft', 'google'] } as const;

/** Staff of the local organisation: a sender, an administrator, and one without any app role. */
export const people: readonly Person[] = [
  {
    oid: 'a1f0c9d2-31b4-4e5f-8a67-1b2c3d4e5f60',
    name: 'Tammy Gould',
    givenName: 'Tammy',
    familyName: 'Gould',
    address: 'tammy.gould@example.gov',
    roles: ['Sender'],
  },
  {
    oid: 'b2e1dae3-42c5-4f60-9b78-2c3d4e5f6071',
    name: 'Sam Ortiz',
    givenName: 'Sam',
    familyName: 'Ortiz',
    address: 'sam.ortiz@example.gov',
    roles: ['Sender', 'Admin'],
  },
  {
    oid: 'c3d2ebf4-53d6-4071-8c89-3d4e5f607182',
    name: 'Lee Chen',
    givenName: 'Lee',
    familyName: 'Chen',
    address: 'lee.chen@example.gov',
    roles: [],
  },
];

/** The same people with the mailboxes of others that Exchange lets them send for. */
export const outlookPeople = people.map((person) => ({
  ...person,
  mailboxes: delegates
    .filter((one) => one.people.some((address) => address === person.address))
    .map(({ mailbox, name }) => ({ address: mailbox, name })),
}));
