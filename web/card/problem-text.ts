import { useCallback } from 'react';
import type { Problem } from '../../kernel/field.ts';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';

const own = { date: 'error.date', datetime: 'error.moment' } as const;

/** Says in the person's language why a value is wrong; a date typed by hand gets an example typed by hand. */
export function useProblemText(): (problem: Problem) => string {
  const t = useT();
  const tc = useT(cardMessages);
  return useCallback((problem) => (problem.code === 'date' || problem.code === 'datetime' ? tc(own[problem.code]) : t(`error.${problem.code}`, problem.params)), [t, tc]);
}
