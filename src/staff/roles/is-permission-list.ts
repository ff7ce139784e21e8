import { ValidateBy, type ValidationOptions } from 'class-validator';
import { parsePermissionRule } from '../../access/permissions.js';
import type { Fault } from '../../errors.js';
import { registerFaultFinder } from '../../http/nested-faults.js';

const CONSTRAINT = 'isPermissionList';
const MAX_RULES = 200;

/** The value is a list of permission rules (`item.edit`, `item.edit:own`), each of them once. */
export function IsPermissionList(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: CONSTRAINT,
      validator: {
        validate: (value: unknown) =>
          Array.isArray(value) && value.length <= MAX_RULES && permissionListFaults(value).length === 0,
        defaultMessage: () => `must be a list of at most ${MAX_RULES} permissions`,
      },
    },
    options,
  );
}

/** What is wrong with the members of a list, with pointers relative to it; nothing for what is no list. */
function permissionListFaults(value: unknown): Fault[] {
  if (!Array.isArray(value) || value.length > MAX_RULES) return [];
  return value.flatMap((rule: unknown, index): Fault[] => {
    const pointer = `/${index}`;
    if (typeof rule !== 'string' || parsePermissionRule(rule) === null) {
      return [
        { pointer, code: 'unknown_permission', message: 'is not a permission, alone or with its limit' },
      ];
    }
    if (value.indexOf(rule) < index) return [{ pointer, code: 'duplicate', message: 'is there twice' }];
    return [];
  });
}

registerFaultFinder(CONSTRAINT, permissionListFaults);
