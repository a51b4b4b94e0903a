/**
 * All rules that look at one plan, in the order in which they are documented. This is the guard list: a test
 * takes one out and shows that what it guards against then passes. Rules across plans are in check.ts.
 */
import { rule as allowRefused } from './allow-refused.ts';
import { rule as allowUnknown } from './allow-unknown.ts';
import { rule as ambiguousId } from './ambiguous-id.ts';
import { rule as byteOrderMark } from './byte-order-mark.ts';
import { rule as controlCharacter } from './control-character.ts';
import { rule as criteriaMissing } from './criteria-missing.ts';
import { rule as criterionMisplaced } from './criterion-misplaced.ts';
import { rule as fileEmpty } from './file-empty.ts';
import { rule as fileName } from './file-name.ts';
import { rule as fileTooLarge } from './file-too-large.ts';
import { rule as frontMatterMissing } from './front-matter-missing.ts';
import { rule as frontMatterTooLarge } from './front-matter-too-large.ts';
import { rule as frontMatterUnclosed } from './front-matter-unclosed.ts';
import { rule as hiddenCharacter } from './hidden-character.ts';
import { rule as hiddenDefinition } from './hidden-definition.ts';
import { rule as hiddenFence } from './hidden-fence.ts';
import { rule as hiddenHtml } from './hidden-html.ts';
import { rule as hiddenImage } from './hidden-image.ts';
import { rule as hiddenLink } from './hidden-link.ts';
import { rule as hiddenMath } from './hidden-math.ts';
import { rule as hiddenTableCell } from './hidden-table-cell.ts';
import { rule as hiddenTitle } from './hidden-title.ts';
import { rule as idleStrongModel } from './idle-strong-model.ts';
import { rule as invalidId } from './invalid-id.ts';
import { rule as invalidPath } from './invalid-path.ts';
import { rule as lineTooLong } from './line-too-long.ts';
import { rule as lockedPath } from './locked-path.ts';
import { rule as missingKey } from './missing-key.ts';
import { rule as needsCycle } from './needs-cycle.ts';
import { rule as notUtf8 } from './not-utf8.ts';
import { rule as pathsMissing } from './paths-missing.ts';
import { rule as pathsOverlap } from './paths-overlap.ts';
import { rule as pathsTooWide } from './paths-too-wide.ts';
import { rule as phaseTooLarge } from './phase-too-large.ts';
import { rule as protectedPath } from './protected-path.ts';
import { rule as repeatedId } from './repeated-id.ts';
import type { Rule } from './rule.ts';
import { rule as secret } from './secret.ts';
import { rule as sectionEmpty } from './section-empty.ts';
import { rule as sectionHeading } from './section-heading.ts';
import { rule as sectionMisplaced } from './section-misplaced.ts';
import { rule as sectionMissing } from './section-missing.ts';
import { rule as sectionRepeated } from './section-repeated.ts';
import { rule as sectionUnknown } from './section-unknown.ts';
import { rule as titleMissing } from './title-missing.ts';
import { rule as titleRepeated } from './title-repeated.ts';
import { rule as tooDeep } from './too-deep.ts';
import { rule as undecidedText } from './undecided-text.ts';
import { rule as unknownKey } from './unknown-key.ts';
import { rule as unknownNeed } from './unknown-need.ts';
import { rule as unsupportedVersion } from './unsupported-version.ts';
import { rule as verifyMissing } from './verify-missing.ts';
import { rule as wrongType } from './wrong-type.ts';
import { rule as wrongValue } from './wrong-value.ts';
import { rule as yamlAlias } from './yaml-alias.ts';
import { rule as yamlAmbiguous } from './yaml-ambiguous.ts';
import { rule as yamlAnchor } from './yaml-anchor.ts';
import { rule as yamlDuplicateKey } from './yaml-duplicate-key.ts';
import { rule as yamlKey } from './yaml-key.ts';
import { rule as yamlMergeKey } from './yaml-merge-key.ts';
import { rule as yamlNotNfc } from './yaml-not-nfc.ts';
import { rule as yamlNumber } from './yaml-number.ts';
import { rule as yamlSyntax } from './yaml-syntax.ts';
import { rule as yamlTag } from './yaml-tag.ts';
import { rule as yamlTooDeep } from './yaml-too-deep.ts';

export const RULES: readonly Rule[] = [
  fileEmpty,
  fileTooLarge,
  notUtf8,
  byteOrderMark,
  controlCharacter,
  lineTooLong,
  frontMatterMissing,
  frontMatterUnclosed,
  frontMatterTooLarge,
  yamlSyntax,
  yamlTooDeep,
  yamlDuplicateKey,
  yamlAnchor,
  yamlAlias,
  yamlTag,
  yamlMergeKey,
  yamlKey,
  yamlNumber,
  yamlNotNfc,
  yamlAmbiguous,
  unsupportedVersion,
  missingKey,
  unknownKey,
  wrongType,
  wrongValue,
  invalidId,
  repeatedId,
  ambiguousId,
  fileName,
  unknownNeed,
  needsCycle,
  pathsMissing,
  invalidPath,
  lockedPath,
  protectedPath,
  allowUnknown,
  allowRefused,
  titleMissing,
  titleRepeated,
  tooDeep,
  sectionMissing,
  sectionRepeated,
  sectionUnknown,
  sectionHeading,
  sectionMisplaced,
  sectionEmpty,
  criteriaMissing,
  criterionMisplaced,
  hiddenCharacter,
  hiddenHtml,
  hiddenDefinition,
  hiddenTitle,
  hiddenImage,
  hiddenLink,
  hiddenFence,
  hiddenTableCell,
  hiddenMath,
  secret,
  verifyMissing,
  pathsTooWide,
  pathsOverlap,
  phaseTooLarge,
  undecidedText,
  idleStrongModel,
];
