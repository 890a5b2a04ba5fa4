import * as z from 'zod/mini';
import {
  accountRoutes,
  draftRoutes,
  errorAnswerSchema,
  lifeRoutes,
  mailboxRoutes,
  partnerRoutes,
  type Route,
  routes,
  settingsRoutes,
} from '../../shared/api/index.ts';

const allRoutes = {
  ...routes,
  ...draftRoutes,
  ...lifeRoutes,
  ...mailboxRoutes,
  ...partnerRoutes,
  ...accountRoutes,
  ...settingsRoutes,
};
type RouteName = keyof typeof allRoutes;

/** What each route does, in a sentence; only the description needs it, so browsers do not load it. */
const summaries: Record<RouteName, string> = {
  config: 'What pages may know before anyone has signed in',
  me: 'Who is signed in',
  accountKey: "The account's own key, encrypted to an ephemeral key of the caller",
  register: 'Begin a registration; a code is mailed if a message names the address',
  resendCode: 'Mail the code of this registration once more',
  confirm: 'End a registration with the mailed code, and sign in',
  signIn: 'Sign in with a password',
  signInStaff: "Go to the organisation's sign-in",
  signInStaffCallback: "Come back from the organisation's sign-in",
  signOut: 'End this session',
  createDraft: 'Begin a message; the same idempotency key gives the same draft',
  createPart: 'Get a create-only link for one part',
  saveDraft: 'Save a draft, encrypted under the account key, over the version that the caller knows',
  readDraft: 'A draft as it was saved last',
  draftPart: 'A read-only link to a part that was uploaded for a draft',
  discardDraft: 'Give up a draft and forget what was saved of it',
  findPeople: "Find people in the organisation's directory; for staff alone",
  send: 'Commit a message whose parts are stored',
  abandon: 'Give up a draft, so that no late commit can follow',
  noticeReleased: "Say that the notice has left the sender's mailbox",
  open: 'Let a reader in: the message key to an ephemeral key, and links to the parts',
  conversation:
    'What a message answers and what answers it, as far as the caller was sent or wrote it, newest first.',
  messageFile:
    'The sealed message as a file, for a reader or its author; `for=notice`: as its notice is to carry it, if it is',
  status: 'How a message stands with each reader; for its author alone',
  messageHistory: 'What happened with a message, oldest first; for its author alone',
  wholeHistory: 'All that happened with any message, oldest first; for administrators alone',
  revoke: 'End access, for all readers or for some',
  changeExpiry: 'Let a message be read for longer or shorter',
  resend: 'Have the service send the notice again',
  askAgain: 'Ask the author of an ended message to send it again',
  allowPassphraseTries: 'Give a reader ten more tries of the passphrase; for the author alone',
  downloaded: "Say that the reader's browser asks for an attachment",
  tlsState: "How it stands with enforced TLS for the caller's domain",
  askForTls: "Ask for enforced TLS with the caller's domain; asking twice is one request",
  tlsRequests: 'All requests for enforced TLS; for administrators alone',
  answerTlsRequest: 'Accept or decline a request for enforced TLS; for administrators alone',
  mailFlow: 'What notices pass the mail-flow rules by; for administrators alone',
  mailboxes: 'Mailboxes that the caller may write for',
  expiryChoices: "How many days the caller's messages may stay readable",
  folders: 'All folders of the mailbox with their counts',
  mailbox: 'One page of a folder, newest first',
  makeFolder: 'Make a folder; its name comes encrypted',
  renameFolder: 'Give a folder another name',
  removeFolder: 'Delete a folder; its messages go back or into the trash',
  moveRows: 'Move messages into a folder, into the trash or back',
  markRows: 'Mark messages as read, unread, starred or not',
  removeRows: 'Delete messages in the trash for good, from this mailbox alone',
  confirmByLink: 'End a registration with the mailed link and a button, and sign in',
  signInSecondFactor: 'Go on signing in with a code of an app, or a recovery code',
  mailSignInCode: 'Mail a code that stands for the password',
  signInByCode: 'Sign in with the mailed code',
  passkeySignInOptions: 'Begin signing in with a passkey',
  signInByPasskey: 'Sign in with a passkey',
  signInWith: 'Go to the sign-in of Microsoft or Google',
  signInWithCallback: 'Come back from there',
  mailReset: 'Mail a link and a code to choose a new password with',
  proveReset: 'Prove with link or code that one may choose a new password',
  finishReset: 'Choose the new password; ends all sessions',
  mailHint: 'Mail the password hint to its owner',
  unlock: 'Unlock an account with the mailed link',
  profile: 'Everything about oneself',
  changeName: 'Change names',
  changePreferences: 'Change preferences',
  reauthenticate: 'Prove once more that it is oneself, for a change',
  mailReauthenticationCode: 'Mail a code for that',
  reauthenticationPasskeyOptions: 'Begin that with a passkey',
  changePassword: 'Choose another password; ends all other sessions',
  postponePassword: 'Put off the change of an old password',
  changeAddress: 'Begin a change of address; both addresses get a code',
  confirmAddress: 'End it with both codes',
  closeAccount: 'Close the account',
  acceptTerms: 'Agree to the terms of today',
  changeHint: 'Set or remove the password hint',
  changeQuestion: 'Set or remove the security question',
  beginTotp: 'Begin adding time-based codes',
  confirmTotp: 'End that with a first code; answers the recovery codes',
  removeTotp: 'Remove time-based codes',
  newRecoveryCodes: 'Make new recovery codes; the old ones end',
  passkeyOptions: 'Begin adding a passkey',
  addPasskey: 'Add a passkey',
  renamePasskey: 'Rename a passkey',
  removePasskey: 'Remove a passkey',
  unlinkProvider: 'End the link to Microsoft or Google',
  sessions: 'Where one is signed in',
  endSession: 'Sign out there',
  signOutEverywhere: 'Sign out everywhere',
  history: 'What happened to the account in the last 90 days',
  storeSubject: "Keep a subject, encrypted under the account key, in the caller's own mailbox row",
};

type Json = Record<string, unknown>;

/** The description of `/api` as OpenAPI 3.1, made of the same schemas that parse the requests. */
export function openApi(origin: string): Json {
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries(allRoutes) as [RouteName, Route][]) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(name, route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Sealpost', version: '1', description: 'Secure messages of one organisation.' },
    servers: [{ url: `${origin}/api` }],
    paths,
    components: {
      schemas: { Error: jsonSchema(errorAnswerSchema) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-sealpost' },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
  };
}

function operation(name: RouteName, route: Route): Json {
  const good =
    route.answer === undefined
      ? { description: route.status === 302 ? 'Leads on' : 'Done' }
      : { description: 'Answer', content: json(jsonSchema(route.answer)) };
  return {
    operationId: name,
    summary: summaries[name],
    security: route.access === 'signed_in' ? [{ session: [] }, { bearer: [] }] : [],
    parameters: [
      ...parameters('path', route.params),
      ...parameters('query', route.query),
      ...parameters('header', route.headers),
    ],
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: true, content: json(jsonSchema(route.body)) } }),
    responses: {
      [route.status]: good,
      default: { description: 'Refused', content: json({ $ref: '#/components/schemas/Error' }) },
    },
  };
}

function parameters(place: 'path' | 'query' | 'header', schema: z.ZodMiniType | undefined): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(schema) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }));
}

function json(schema: Json): Json {
  return { 'application/json': { schema } };
}

function jsonSchema(schema: z.ZodMiniType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' }) as Json;
  return rest;
}
