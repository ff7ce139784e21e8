import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config.js';
import { dataSourceOptions } from './data-source.js';
import { Keyset } from './keyset.js';
import { Statements } from './statements.js';
import { Notifications } from './notifications.js';
import { Transactions } from './transactions.js';

/** The one pool of connections, and what every feature needs to use it. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => ({
        ...dataSourceOptions(config),
        autoLoadEntities: true,
        // The start has reached the database already; a failure now is one to report at once.
        retryAttempts: 0,
      }),
    }),
  ],
  providers: [Transactions, Keyset, Statements, Notifications],
  exports: [Transactions, Keyset, Statements, Notifications],
})
export class DatabaseModule {}
