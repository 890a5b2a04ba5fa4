import type { Ports } from '../ports.ts';

/** Removes all that a message could be read with: the wrapped key first, then its parts. Safe to repeat. */
export async function removeContent(ports: Ports, id: string): Promise<void> {
  const { rows } = await ports.records.list('keys', id, {});
  for (const { row } of rows) await ports.records.remove({ table: 'keys', partition: id, row });
  await ports.parts.removeAll(id);
}
