import { Injectable, type PipeTransform } from '@nestjs/common';
import { notFound } from '../../errors.js';
import { ROLE_KEY } from './role-key.js';

/** The pipe of a role's key in a path: what cannot be a key names no role, so it is a 404 and not a 400. */
@Injectable()
export class RoleKeyParameter implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!ROLE_KEY.test(value)) throw notFound('role');
    return value;
  }
}
