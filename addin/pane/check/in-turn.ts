/** Work that is done once at a time, and once more where it is asked for meanwhile. */
export type InTurn = {
  ask: () => void;
  isIdle: () => boolean;
  /** Resolves once nothing is left to do. */
  idle: () => Promise<void>;
};

/** Makes such work of a function, which must not throw. */
export function inTurn(work: () => Promise<void>): InTurn {
  let running: Promise<void> | null = null;
  let isAskedAgain = false;
  const run = async () => {
    do {
      isAskedAgain = false;
      await work();
    } while (isAskedAgain);
    running = null;
  };
  return {
    ask: () => {
      if (running === null) running = run();
      else isAskedAgain = true;
    },
    isIdle: () => running === null,
    idle: async () => {
      await running;
    },
  };
}
