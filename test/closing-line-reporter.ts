import type { Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * Prints what failed, each with its first line of error, and last of all one plain line that any CI can read:
 * `Tests: 12 passed, 1 failed, 1 skipped`. A CI that keeps only the end of its log still tells what to mend.
 */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly { message: string }[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    const failures = errors.map(({ message }) => `outside of any test: ${firstLine(message)}`);
    for (const module of modules) {
      for (const error of module.errors())
        failures.push(`${module.relativeModuleId}: ${firstLine(error.message)}`);
      for (const test of module.children.allTests()) {
        counts[test.result().state]++;
        if (test.result().state === 'failed') failures.push(`${module.relativeModuleId} > ${describe(test)}`);
      }
      // A file that cannot even be loaded holds no tests, and is a failure all the same.
      if (module.state() === 'failed' && [...module.children.allTests()].length === 0) counts.failed++;
    }
    for (const failure of failures) console.log(`Failed: ${failure}`);
    console.log(
      `Tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped + counts.pending} skipped`,
    );
  }
}

function describe(test: TestCase): string {
  return `${test.fullName}: ${firstLine(test.result().errors?.[0]?.message ?? 'no error was given')}`;
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').slice(0, 300);
}
