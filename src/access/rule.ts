import { type CustomDecorator, SetMetadata } from '@nestjs/common';
import type { Kind } from '../kinds.js';
import type { Permission } from './permissions.js';

/** Who may call a route at all. What they may do to the one record is the policy's to say, later. */
export type Rule =
  { access: 'public' } | { access: 'staff' } | { access: 'permission'; permission: Permission; kind?: Kind };

/** The metadata key of a handler's rule. */
const RULE = 'copydesk:rule';

/** Open to everybody, without a token. The routes with this rule equal a list that a test keeps. */
export function Public(): CustomDecorator {
  return declare({ access: 'public' });
}

/** Open to every active member of staff, whatever their roles. */
export function AnyStaff(): CustomDecorator {
  return declare({ access: 'staff' });
}

/** Open to who holds the permission anywhere: for one kind, where the route is of one kind. */
export function Requires(permission: Permission, kind?: Kind): CustomDecorator {
  return declare(
    kind === undefined ? { access: 'permission', permission } : { access: 'permission', permission, kind },
  );
}

/** The rule that a handler declares, or else its controller; null where neither does. */
export function ruleOf(handler: object, controller?: object): Rule | null {
  return read(handler) ?? (controller === undefined ? null : read(controller));
}

function declare(rule: Rule): CustomDecorator {
  return SetMetadata(RULE, rule);
}

function read(target: object): Rule | null {
  const rule: Rule | undefined = Reflect.getMetadata(RULE, target);
  return rule ?? null;
}
