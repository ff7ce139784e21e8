import { Controller, Get } from '@nestjs/common';
import { Public } from '../access/rule.js';
import { HealthView } from './health-view.js';
import { Readiness } from './readiness.js';

/** The probes of a load balancer or an orchestrator. */
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** Whether the process runs. Asks nothing else, so that a lost database restarts nothing. */
  @Get('live')
  @Public()
  live(): HealthView {
    return { status: 'ok' };
  }

  /** Whether the process can serve: its database answers, and it is not shutting down. */
  @Get('ready')
  @Public()
  async ready(): Promise<HealthView> {
    await this.readiness.check();
    return { status: 'ok' };
  }
}
