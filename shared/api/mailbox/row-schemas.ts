import * as z from 'zod/mini';
import { base64url } from '../basic-schemas.ts';

/* What reading a message needs of mailboxes: it is part of the first script of the portal, the rest is not. */

export const subjectRequestSchema = z.strictObject({
  subjectCell: base64url.check(z.minLength(38), z.maxLength(5600)),
});
