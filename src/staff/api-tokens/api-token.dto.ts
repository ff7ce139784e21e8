import { IsOptional, IsUUID } from 'class-validator';
import { IsInstant } from '../../http/instant.js';
import { ListQuery } from '../../http/lists.js';
import { OneLine } from '../../http/one-line.js';
import { IsPermissionList } from '../roles/is-permission-list.js';
import type { ApiToken } from './api-token.entity.js';

/** An API token, without its secret. */
export class ApiTokenView {
  id: string;
  name: string;
  /** The ceiling: what the token may do at most. It never does more than its owner. */
  scopes: string[];
  ownerId: string;
  /** Null for a token that does not end by itself. */
  expiresAt: string | null;
}

/** A token as it was just made: the only answer that has its secret. */
export class NewApiTokenView extends ApiTokenView {
  /** Goes into `Authorization: Bearer …`. Kept nowhere: note it now. */
  token: string;
}

/** What a token shows of itself. */
export function apiTokenView(
  token: Omit<ApiTokenView, 'expiresAt'> & Pick<ApiToken, 'expiresAt'>,
): ApiTokenView {
  const { id, name, scopes, ownerId, expiresAt } = token;
  return { id, name, scopes, ownerId, expiresAt: expiresAt?.toISOString() ?? null };
}

/** The body that makes an API token. */
export class NewApiToken {
  @OneLine(1, 120)
  name: string;

  /** Permissions, as in a role. To ask for more than the owner has is accepted and gives no more. */
  @IsPermissionList()
  scopes: string[];

  /** Oneself when absent or null; for somebody else it needs token.manage. */
  @IsOptional()
  @IsUUID()
  ownerId?: string | null;

  /** When the token ends by itself; absent or null for never. */
  @IsOptional()
  @IsInstant()
  expiresAt?: string | null;
}

/** The query of the list of tokens. */
export class ApiTokenQuery extends ListQuery {
  /** Only tokens of this member. */
  @IsOptional()
  @IsUUID()
  ownerId?: string;
}

/** A page of tokens. */
export class ApiTokenPage {
  items: ApiTokenView[];
  nextCursor: string | null;
}
