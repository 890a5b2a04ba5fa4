import {
  type Client,
  type ConfigAnswer,
  createCaller,
  createClient,
  createLifeClient,
  type LifeClient,
  putPartByXhr,
  type SendPorts,
} from '../../shared/api/index.ts';
import { createTokenSource } from '../outlook/token.ts';

/** The service as the pane uses it: its configuration, and calls in the sender's name. */
export type Service = Omit<SendPorts, 'client'> & {
  client: Client & LifeClient;
  config: ConfigAnswer;
  origin: string;
};

/** Asks the service for its configuration, which needs no token and says how to get one. */
export async function connect(): Promise<Service> {
  const config = await createClient(createCaller({ origin: '', token: async () => null })).config();
  const call = createCaller({ origin: '', token: createTokenSource(config.signIn) });
  const client = { ...createClient(call), ...createLifeClient(call) };
  return { client, putPart: putPartByXhr, config, origin: location.origin };
}
