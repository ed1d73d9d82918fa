/** Administration: `path` is what follows `/admin/`, and `me`, `me/…` for one's own settings. */
export default function Admin({ path }: { path: string }) {
  return <article>{path}</article>;
}
