/** What a file is to the eye: which icon it has, and whether it can be shown in place. */
import type { IconName } from '../ui/icons.tsx';

export type Preview = 'image' | 'pdf' | 'text' | null;

/** Larger texts are for a proper editor. */
export const LARGEST_TEXT = 512 * 1024;

export function previewOf(type: string, size: number): Preview {
  if (/^image\/(png|jpe?g|gif|webp|bmp|avif)$/.test(type)) return 'image';
  if (type === 'application/pdf') return 'pdf';
  if (/^text\/(plain|csv|markdown|xml)|^application\/(json|xml)/.test(type) && size <= LARGEST_TEXT) return 'text';
  return null;
}

export function iconOf(type: string): IconName {
  if (type.startsWith('image/')) return 'image';
  if (/spreadsheet|excel|csv/.test(type)) return 'grid';
  if (/^text\/|word|pdf|opendocument\.text/.test(type)) return 'note';
  return /zip|rar|7z|tar|compressed/.test(type) ? 'archive' : 'file';
}
