const russian = () => (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '').startsWith('ru');

/** One line for the operator, in the language of the terminal. */
export function say(inEnglish, inRussian) {
  console.log(russian() ? inRussian : inEnglish);
}

/** Why we cannot go on, and what to do about it. */
export class Advice extends Error {
  constructor(inEnglish, inRussian) {
    super(russian() ? inRussian : inEnglish);
  }
}

/** Runs the work; advice ends the process with its words and without a stack trace. */
export async function withAdvice(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Advice)) throw error;
    console.error(`\n${error.message}\n`);
    process.exit(1);
  }
}
