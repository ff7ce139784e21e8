import { Matches } from 'class-validator';
import { NotNull } from '../../http/not-null.js';
import { OneLine } from '../../http/one-line.js';
import { IsPermissionList } from './is-permission-list.js';
import type { Role } from './role.entity.js';
import { ROLE_KEY } from './role-key.js';

/** A role, as every route returns it. */
export class RoleView {
  /** Its name for programs: lower-case letters, digits and underscores. */
  key: string;
  name: string;
  /** Permissions, each with an optional limit: `item.edit`, `item.edit:own`, `item.publish:photo_caption`. */
  permissions: string[];
}

/** What a role shows of itself. */
export function roleView({ key, name, permissions }: Role): RoleView {
  return { key, name, permissions };
}

/** The body that makes a role. */
export class NewRole {
  /** Never changes. */
  @Matches(ROLE_KEY, {
    message: 'must be 2 to 50 lower-case letters, digits and underscores, a letter first',
  })
  key: string;

  @OneLine(1, 100)
  name: string;

  /** Permissions, each with an optional limit: `item.edit`, `item.edit:own`, `item.publish:photo_caption`. */
  @IsPermissionList()
  permissions: string[];
}

/** The body that changes a role: the members that are named, and no others. */
export class RoleChange {
  @NotNull()
  @OneLine(1, 100)
  name?: string;

  /** Replaces the whole list. */
  @NotNull()
  @IsPermissionList()
  permissions?: string[];
}

/** A page of roles, by key. */
export class RolePage {
  items: RoleView[];
  nextCursor: string | null;
}
