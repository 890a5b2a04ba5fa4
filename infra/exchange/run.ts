import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { mailFlowRules } from './mail-flow-rules.ts';
import { writeScript } from './write-script.ts';

/** `npm run mail-flow -- --mailbox secure@example.gov --pass PASS [--pass NEXT] …`: writes the backstop's rules. */

const usage = `npm run mail-flow -- --mailbox secure@example.gov --pass PASS [options]

  --mailbox ADDRESS   the service's own mailbox (SEALPOST_MAIL_FROM)
  --pass PASS         what our notices pass by; once more for the next one. An administrator reads both at
                      GET /api/manage/mail-flow
  --marker TEXT       in the subject: to be sent securely; as often as there are markers (default: [secure], [encrypt])
  --type NAME         a sensitive type of Microsoft Purview, such as "U.S. Social Security Number (SSN)"; as often as wanted
  --guide LINK        named in the text of a rejection
  --enforce           reject; without it Exchange only notes what it would reject
  --out FILE          where to write the script; without it to standard output
`;

const { values } = parseArgs({
  options: {
    mailbox: { type: 'string' },
    pass: { type: 'string', multiple: true, default: [] },
    marker: { type: 'string', multiple: true, default: ['[secure]', '[encrypt]'] },
    type: { type: 'string', multiple: true, default: [] },
    guide: { type: 'string', default: '' },
    enforce: { type: 'boolean', default: false },
    out: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

try {
  if (values.help) {
    console.log(usage);
  } else {
    const rules = mailFlowRules({
      serviceMailbox: values.mailbox ?? '',
      passes: values.pass,
      subjectMarkers: values.marker,
      classifications: values.type,
      guide: values.guide,
    });
    const script = writeScript(rules, values.enforce ? 'Enforce' : 'Audit');
    if (values.out === undefined) console.log(script);
    else await writeFile(values.out, script);
  }
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  process.exitCode = 2;
}
