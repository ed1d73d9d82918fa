import type { Context } from '../context.ts';

export async function seedDemonstration(_ctx: Context): Promise<void> {}
