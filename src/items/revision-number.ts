import { Injectable, type PipeTransform } from '@nestjs/common';
import { notFound } from '../errors.js';

/** The pipe of a revision's number in a path: what is no number from 1 on names no revision. */
@Injectable()
export class RevisionNumber implements PipeTransform<string, number> {
  transform(value: string): number {
    if (!/^[1-9]\d{0,8}$/.test(value)) throw notFound('revision');
    return Number(value);
  }
}
