import type { TransformFnParams } from 'class-transformer';

/** Text without line breaks and other control characters: what names and labels are. */
export const ONE_LINE = /^\P{Cc}*$/u;

/** For `@Transform`: blanks around a text are a slip of the hand and not part of it. */
export function trimmed({ value }: TransformFnParams): unknown {
  return typeof value === 'string' ? value.trim() : value;
}
