import type { Config } from '../config.ts';
import type { Directory, Identity, People, Ports, RecipientIdentity } from '../ports.ts';

/** What the routes need, wired together in main.ts. */
export type Dependencies = {
  config: Config;
  ports: Ports;
  identity: Identity;
  recipientIdentity: RecipientIdentity;
  directory: Directory;
  people: People;
  /** Resolves once storage has its tables, queue and container; throws `unavailable` while it cannot be reached. */
  ready: () => Promise<void>;
  /** Origin of the blob endpoint: pages may connect there. */
  storageOrigin: string;
  /** Folder with the built pages. */
  webRoot: string;
};

/** Types of what stands on a request's context. */
export type Env = {
  Variables: {
    requestId: string;
    /** Set once a session was opened for this browser. */
    hasEntered?: boolean;
  };
};
