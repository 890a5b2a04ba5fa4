import { createPartnerClient } from '../../shared/api/index.ts';
import { call } from './service.ts';

/** Requests of other organisations for enforced TLS, and their answers. */
export const partners = createPartnerClient(call);
