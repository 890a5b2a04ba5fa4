import { TableClient, TableServiceClient } from '@azure/data-tables';
import { DefaultAzureCredential } from '@azure/identity';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import type { Config } from '../config.ts';

/** The clients of one storage account, by connection string (local, tests) or by managed identity. */
export type Storage = {
  blobs: BlobServiceClient;
  queues: QueueServiceClient;
  tables: TableServiceClient;
  table: (name: string) => TableClient;
  /** True where links are signed with the account's key; otherwise with a user delegation key. */
  signsWithAccountKey: boolean;
};

/** How long one call may take and how often it is tried again, the same for each service. */
const RETRY = { maxRetries: 3, retryDelayInMs: 200, maxRetryDelayInMs: 4_000 };

/** Makes the storage clients; no call is made. */
export function createStorage(storage: Config['storage']): Storage {
  if (storage.kind === 'connection') {
    const { connectionString } = storage;
    const options = { allowInsecureConnection: connectionString.includes('http://'), retryOptions: RETRY };
    return {
      blobs: BlobServiceClient.fromConnectionString(connectionString, { retryOptions: { maxTries: 4 } }),
      queues: QueueServiceClient.fromConnectionString(connectionString, { retryOptions: { maxTries: 4 } }),
      tables: TableServiceClient.fromConnectionString(connectionString, options),
      table: (name) => TableClient.fromConnectionString(connectionString, name, options),
      signsWithAccountKey: true,
    };
  }
  const credential = new DefaultAzureCredential();
  const endpoint = (service: string) => `https://${storage.account}.${service}.${storage.suffix}`;
  return {
    blobs: new BlobServiceClient(endpoint('blob'), credential),
    queues: new QueueServiceClient(endpoint('queue'), credential),
    tables: new TableServiceClient(endpoint('table'), credential, { retryOptions: RETRY }),
    table: (name) => new TableClient(endpoint('table'), name, credential, { retryOptions: RETRY }),
    signsWithAccountKey: false,
  };
}
