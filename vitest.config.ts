import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: './test/build-functions.ts',
    // Two cores are what CI has. A third file at a time makes the run no shorter and answers late enough to fail.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    reporters: ['default', './test/faults/report.ts', './test/closing-line-reporter.ts'],
  },
});
