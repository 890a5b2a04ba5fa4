import type { Config } from '../config.ts';
import type { Directory, Identity, Ports } from '../ports.ts';

/** What the routes need, wired together in main.ts. */
export type Dependencies = {
  config: Config;
  ports: Ports;
  identity: Identity;
  directory: Directory;
  /** Resolves once storage has its tables, queue and container; throws `unavailable` while it cannot be reached. */
  ready: () => Promise<void>;
  /** Origin of the blob endpoint: pages may connect there. */
  storageOrigin: string;
  /** Folder with the built pages. */
  webRoot: string;
};

/** Types of what stands on a request's context. */
export type Env = { Variables: { requestId: string } };
