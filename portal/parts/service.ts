import { type Client, createClient, type MeAnswer } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';

/** The service behind this page; the session cookie speaks for the reader. */
export const client: Client = createClient({ origin: '', token: () => Promise.resolve(null) });

/** Who is signed in, or null; throws AppError where the service does not answer. */
export async function fetchMe(): Promise<MeAnswer | null> {
  try {
    return await client.me();
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_signed_in') return null;
    throw error;
  }
}
