import type { Person } from '../../shared/api/index.ts';

/** How a person is called: by name, or by address where no name is known. */
export function nameOf(person: Person): string {
  return person.name.trim() === '' ? person.address : person.name;
}
