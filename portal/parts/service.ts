import { type Client, createCaller, createClient, type MeAnswer } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';

/** What the clients are made of: those of accounts come with the pages that use them. */
export const call = createCaller({ origin: '', token: () => Promise.resolve(null) });

/** The service behind this page; the session cookie speaks for the reader. */
export const client: Client = createClient(call);

/** Who is signed in, or null; throws AppError where the service does not answer. */
export async function fetchMe(): Promise<MeAnswer | null> {
  try {
    return await client.me();
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_signed_in') return null;
    throw error;
  }
}
