import { ValidateIf } from 'class-validator';

/** The member may be left out. Where it is there it is judged, `null` too: it says nothing that could be meant. */
export function NotNull(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}
