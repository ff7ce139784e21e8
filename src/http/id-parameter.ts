import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { notFound } from '../errors.js';

/** The pipe of an id in a path: what is no UUID names no record, so it is a 404 and not a 400. */
@Injectable()
export class IdParameter implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUUID(value)) throw notFound('record');
    return value.toLowerCase();
  }
}
