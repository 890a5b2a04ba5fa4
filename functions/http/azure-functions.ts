import type { Cookie, HttpHandler, HttpRequest, HttpResponseInit } from '@azure/functions';
import type { Hono } from 'hono';
import type { Env } from './dependencies.ts';

/**
 * Serves a Hono app from one Azure Functions HTTP route. Written here because the adapter on npm
 * doubles and decodes Set-Cookie; bodies stream both ways.
 */
export function toHttpHandler(app: Hono<Env>): HttpHandler {
  return async (request) => toInit(await app.fetch(toRequest(request)));
}

function toRequest(request: HttpRequest): Request {
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD' && request.body !== null;
  return new Request(request.url, {
    method: request.method,
    headers: [...request.headers.entries()],
    ...(hasBody ? { body: request.body as ReadableStream<Uint8Array>, duplex: 'half' } : {}),
  } as RequestInit);
}

function toInit(response: Response): HttpResponseInit {
  const headers = new Headers(response.headers);
  headers.delete('set-cookie');
  return {
    status: response.status,
    headers,
    cookies: response.headers.getSetCookie().map(toCookie),
    ...(response.body === null ? {} : { body: response.body }),
  };
}

/** Reads one Set-Cookie line of ours (RFC 6265bis); the values are base64url, so no decoding is involved. */
function toCookie(line: string): Cookie {
  const [pair = '', ...attributes] = line.split(/;\s*/);
  const at = pair.indexOf('=');
  const cookie: Cookie = { name: pair.slice(0, at), value: pair.slice(at + 1) };
  for (const attribute of attributes) {
    const [name = '', value = ''] = attribute.split('=');
    const key = name.toLowerCase();
    if (key === 'max-age') cookie.maxAge = Number(value);
    else if (key === 'path') cookie.path = value;
    else if (key === 'secure') cookie.secure = true;
    else if (key === 'httponly') cookie.httpOnly = true;
    else if (key === 'samesite') cookie.sameSite = value as NonNullable<Cookie['sameSite']>;
  }
  return cookie;
}
