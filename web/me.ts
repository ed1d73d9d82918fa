/** Who is signed in, and how one gets in and out. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Locale } from '../kernel/i18n.ts';
import { api, ApiProblem, onSignedOut } from './api.ts';
import { cache } from './cache.ts';
import { noteTrouble } from './ui/notes.tsx';

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: Locale;
  readonly timeZone: string;
  readonly roles: readonly { id: string; label: string }[];
  readonly roleKeys: readonly string[];
  readonly rights: readonly string[];
  readonly scope: 'own' | 'team' | 'company';
  readonly organisation: { readonly id: string; readonly name: string };
  readonly demo: boolean;
}

export const meKey = ['me'] as const;
onSignedOut(() => cache.setQueryData(meKey, null));

const isSignedOut = (error: unknown): boolean => error instanceof ApiProblem && error.status === 401;

/** Null when nobody is signed in; undefined while that is being asked. */
export function useSession() {
  return useQuery({
    queryKey: meKey,
    queryFn: () => api.get<Me>('/me').catch((error: unknown) => {
      if (isSignedOut(error)) return null;
      throw error;
    }),
    staleTime: 5 * 60_000,
  });
}

/** The person signed in, on screens that only they see. */
export function useMe(): Me {
  const { data } = useSession();
  if (!data) throw new Error('Nobody is signed in');
  return data;
}

export function useSignIn() {
  return useMutation({
    mutationFn: (given: { email: string; password: string }) => api.post<Me>('/session', given),
    onSuccess: (me) => {
      // What somebody else saw here before must not be seen by this person.
      cache.removeQueries({ predicate: (q) => q.queryKey[0] !== 'me' && q.queryKey[0] !== 'demo' });
      cache.setQueryData(meKey, me);
    },
  });
}

/** Signed out is who the server says is: when it was not reached, the session goes on, and so does the screen. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => api.delete('/session').catch((error: unknown) => {
      if (!isSignedOut(error)) throw error;
    }),
    onSuccess: () => cache.setQueryData(meKey, null),
    onError: noteTrouble,
  });
}

/** Keeps a setting of one's own; shown at once, whatever the line is like. */
export function useOwnSettings() {
  return useMutation({
    mutationFn: (set: { language?: Locale; timeZone?: string }) => api.patch<Me>('/me', set),
    onMutate: (set) => cache.setQueryData<Me | null>(meKey, (me) => me && { ...me, ...set }),
    onSuccess: (me) => cache.setQueryData(meKey, me),
  });
}
