import type { ProfileAnswer } from '../../../shared/api/index.ts';

/** What each panel of the settings is given; `changed` loads the profile anew. */
export type PanelProps = { profile: ProfileAnswer; changed: () => void };
