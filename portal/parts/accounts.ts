import { createAccountClient, createSettingsClient } from '../../shared/api/index.ts';
import { forgetParts } from './kept-parts.ts';
import { call } from './service.ts';

/** Registering, signing in and out, finding back in. */
const client = createAccountClient(call);
export const accounts: typeof client = {
  ...client,
  signOut: async () => {
    void forgetParts();
    return client.signOut();
  },
};

/** One's own settings. */
export const settings = createSettingsClient(call);
