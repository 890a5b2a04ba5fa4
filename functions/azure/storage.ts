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

/** Tries are ours (retry.ts), the same for each service. */
const TABLES = { retryOptions: { maxRetries: 0 } };
const BLOBS_AND_QUEUES = { retryOptions: { maxTries: 1 } };

/** Makes the storage clients; no call is made. */
export function createStorage(storage: Config['storage']): Storage {
  if (storage.kind === 'connection') {
    const { connectionString } = storage;
    const options = { ...TABLES, allowInsecureConnection: connectionString.includes('http://') };
    return {
      blobs: BlobServiceClient.fromConnectionString(connectionString, BLOBS_AND_QUEUES),
      queues: QueueServiceClient.fromConnectionString(connectionString, BLOBS_AND_QUEUES),
      tables: TableServiceClient.fromConnectionString(connectionString, options),
      table: (name) => TableClient.fromConnectionString(connectionString, name, options),
      signsWithAccountKey: true,
    };
  }
  const credential = new DefaultAzureCredential();
  const endpoint = (service: string) => `https://${storage.account}.${service}.${storage.suffix}`;
  return {
    blobs: new BlobServiceClient(endpoint('blob'), credential, BLOBS_AND_QUEUES),
    queues: new QueueServiceClient(endpoint('queue'), credential, BLOBS_AND_QUEUES),
    tables: new TableServiceClient(endpoint('table'), credential, TABLES),
    table: (name) => new TableClient(endpoint('table'), name, credential, TABLES),
    signsWithAccountKey: false,
  };
}
