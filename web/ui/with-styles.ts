/** A screen together with the styles of the library's larger parts. */
export async function withStyles<M>(screen: Promise<M>): Promise<M> {
  const [loaded] = await Promise.all([screen, import('./more-styles.ts')]);
  return loaded;
}
