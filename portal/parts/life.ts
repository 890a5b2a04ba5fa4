import { createLifeClient } from '../../shared/api/index.ts';
import { call } from './service.ts';

/** What an author sees of a sent message and may do with it, and what readers ask. */
export const life = createLifeClient(call);
