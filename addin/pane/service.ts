import {
  type Client,
  type ConfigAnswer,
  createClient,
  putPartByXhr,
  type SendPorts,
} from '../../shared/api/index.ts';
import { createTokenSource } from '../outlook/token.ts';

/** The service as the pane uses it: its configuration, and calls in the sender's name. */
export type Service = SendPorts & { config: ConfigAnswer; origin: string };

/** Asks the service for its configuration, which needs no token and says how to get one. */
export async function connect(): Promise<Service> {
  const config = await createClient({ origin: '', token: async () => null }).config();
  const client: Client = createClient({ origin: '', token: createTokenSource(config.signIn) });
  return { client, putPart: putPartByXhr, config, origin: location.origin };
}
