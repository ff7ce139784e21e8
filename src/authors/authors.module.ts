import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthorReader } from './author-reader.js';
import { Author } from './author.entity.js';
import { AuthorsController } from './authors.controller.js';
import { Authors } from './authors.js';

/** Authors: the byline profiles. */
@Module({
  imports: [TypeOrmModule.forFeature([Author])],
  controllers: [AuthorsController],
  providers: [Authors, AuthorReader],
  exports: [Authors],
})
export class AuthorsModule {}
