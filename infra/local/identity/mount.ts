import type { IncomingMessage } from 'node:http';

/**
 * Takes the mount path off, as Express does: the provider reads it from the difference to `originalUrl`. The
 * provider has its discovery document below the mount, whoever it stands in for below the issuer's path.
 */
export function mountRequest(
  request: IncomingMessage & { originalUrl?: string },
  mount: string,
  issuerPath: string,
): void {
  const original = (request.url ?? '/').replace(`${issuerPath}/.well-known/`, `${mount}/.well-known/`);
  request.originalUrl = original;
  request.url = original.slice(mount.length);
}
