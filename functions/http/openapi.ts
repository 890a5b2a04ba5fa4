import * as z from 'zod/mini';
import { errorAnswerSchema, type Route, routes } from '../../shared/api/index.ts';

/** What each route does, in a sentence; only the description needs it, so browsers do not load it. */
const summaries: Record<keyof typeof routes, string> = {
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
  send: 'Commit a message whose parts are stored',
  abandon: 'Give up a draft, so that no late commit can follow',
  noticeReleased: "Say that the notice has left the sender's mailbox",
  open: 'Let a reader in: the message key to an ephemeral key, and links to the parts',
  status: 'Who has opened a message; for its author alone',
  mailbox: 'One page of a folder, newest first',
  storeSubject: "Keep a subject, encrypted under the account key, in the caller's own mailbox row",
};

type Json = Record<string, unknown>;

/** The description of `/api` as OpenAPI 3.1, made of the same schemas that parse the requests. */
export function openApi(origin: string): Json {
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries(routes) as [keyof typeof routes, Route][]) {
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

function operation(name: keyof typeof routes, route: Route): Json {
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
