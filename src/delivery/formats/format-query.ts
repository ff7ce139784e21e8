import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { FORMAT_NAMES, type FormatName } from './document-formats.js';

/** How a document is asked for. */
export class FormatQuery {
  /** `ninjs`: IPTC ninjs 3.1. `jsonld`: schema.org, as `application/ld+json`. Absent: the document as it is. */
  @ApiProperty({ enum: FORMAT_NAMES, required: false })
  @IsOptional()
  @IsIn(FORMAT_NAMES)
  format?: FormatName;
}
