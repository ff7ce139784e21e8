import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DomainError } from '../errors.js';

/** Whether this process should be sent requests. */
@Injectable()
export class Readiness {
  private draining = false;

  constructor(private readonly dataSource: DataSource) {}

  /** From now on "no": the process finishes what it has and ends. */
  drain(): void {
    this.draining = true;
  }

  /** Throws `unavailable` during the drain and without a database. */
  async check(): Promise<void> {
    if (this.draining) throw new DomainError('unavailable', 'This process is shutting down.');
    try {
      await this.dataSource.query('SELECT 1');
    } catch (cause) {
      throw new DomainError('unavailable', undefined, {}, { cause });
    }
  }
}
