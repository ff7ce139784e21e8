import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SectionReader } from './section-reader.js';
import { SectionTree } from './section-tree.js';
import { Section } from './section.entity.js';
import { SectionsController } from './sections.controller.js';
import { Sections } from './sections.js';

/** Sections: where readers find things. */
@Module({
  imports: [TypeOrmModule.forFeature([Section])],
  controllers: [SectionsController],
  providers: [Sections, SectionReader, SectionTree],
  exports: [Sections],
})
export class SectionsModule {}
