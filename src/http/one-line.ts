import { applyDecorators } from '@nestjs/common';
import { Transform, type TransformFnParams } from 'class-transformer';
import { Length, Matches } from 'class-validator';

/** Text without line breaks and other control characters: what names and labels are. */
export const ONE_LINE = /^\P{Cc}*$/u;

/** For `@Transform`: blanks around a text are a slip of the hand and not part of it. */
export function trimmed({ value }: TransformFnParams): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

/** The value is one line of text of `min` to `max` characters; blanks around it are cut off first. */
export function OneLine(min: number, max: number): PropertyDecorator {
  return applyDecorators(
    Transform(trimmed),
    Matches(ONE_LINE, { message: 'must be one line of text' }),
    Length(min, max),
  );
}
