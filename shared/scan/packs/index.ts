import type { Pack } from '../finding.ts';
import citizenship from './citizenship.json' with { type: 'json' };
import criminalHistory from './criminal-history.json' with { type: 'json' };
import ethnicityReligion from './ethnicity-religion.json' with { type: 'json' };
import financial from './financial.json' with { type: 'json' };
import given from './given-names.json' with { type: 'json' };
import health from './health.json' with { type: 'json' };
import maidenName from './maiden-name.json' with { type: 'json' };
import profanity from './profanity.json' with { type: 'json' };
import sexualOrientation from './sexual-orientation.json' with { type: 'json' };

/** The lexicons that come with Sealpost; a test holds each file to the form of a Pack. */
export const builtInPacks = [
  health,
  financial,
  profanity,
  citizenship,
  ethnicityReligion,
  sexualOrientation,
  criminalHistory,
  maidenName,
] as readonly Pack[];

/** Given names that many people have and that are no everyday word, in lower case. */
export const givenNames: readonly string[] = given.names;
