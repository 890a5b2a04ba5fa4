import { createAccountClient, createSettingsClient } from '../../shared/api/index.ts';
import { call } from './service.ts';

/** Registering, signing in and out, finding back in. */
export const accounts = createAccountClient(call);

/** One's own settings. */
export const settings = createSettingsClient(call);
