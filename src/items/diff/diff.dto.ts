import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';

/** What to compare a revision with, and how to answer. */
export class DiffQuery {
  /** The number of the revision to compare with, the older side as a rule. Default: the one that it was made from. */
  @IsOptional()
  @Matches(/^[1-9]\d{0,8}$/, { message: 'must be the number of a revision' })
  against?: string;

  /** `html` for a fragment with `<ins>` and `<del>`. Default `json`. */
  @ApiProperty({ enum: ['json', 'html'], required: false })
  @IsOptional()
  @IsIn(['json', 'html'])
  format?: 'json' | 'html';
}

/** Text that both have (`=`), the older one alone (`-`), or the newer one alone (`+`). */
export class WordChangeView {
  @ApiProperty({ enum: ['=', '+', '-'], enumName: 'WordOp' })
  op: '=' | '+' | '-';
  text: string;
}

/** A member of content that differs. */
export class FieldChangeView {
  name: string;
  @ApiProperty({})
  from: unknown;
  @ApiProperty({})
  to: unknown;
}

/** What has become of one block of the body. */
export class BlockChangeView {
  id: string;
  @ApiProperty({ enum: ['added', 'removed', 'changed', 'moved'], enumName: 'BlockChangeKind' })
  change: 'added' | 'removed' | 'changed' | 'moved';
  /** Of a changed block: it stands elsewhere as well. */
  moved?: boolean;
  /** The block in the older revision; absent where it was added. */
  @ApiProperty({ type: 'object', additionalProperties: true, selfRequired: false })
  from?: object;
  /** The block in the newer revision; absent where it was removed. */
  @ApiProperty({ type: 'object', additionalProperties: true, selfRequired: false })
  to?: object;
  /** Of a changed block with text. The texts of `=` and `-` make the older one, those of `=` and `+` the newer. */
  words?: WordChangeView[];
}

/** What makes revision `to` of revision `from`. What is unchanged is left out. */
export class DiffView {
  from: number;
  to: number;
  fields: FieldChangeView[];
  /** Blocks of the body in reading order, nested ones too. */
  blocks: BlockChangeView[];
}
