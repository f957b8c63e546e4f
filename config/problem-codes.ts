/**
 * Every stable error code of the harness. Scripts and support answers depend on them: never reuse or rename one.
 * `docs/errors.md` explains each; a test holds the two to each other.
 */
export const PROBLEM_CODES = [
  'ASSAY_CATALOGUE_INVALID',
  'ASSAY_CATALOGUE_DUPLICATE_ID',
  'ASSAY_CATALOGUE_UNVERIFIABLE',
  'ASSAY_FEATURE_UNKNOWN_REQUIREMENT',
  'ASSAY_FEATURE_NO_REQUIREMENT',
  'ASSAY_FEATURE_SYNTAX',
  'ASSAY_FEATURE_UNKNOWN_TAG',
  'ASSAY_FEATURE_EMPTY',
  'ASSAY_FEATURE_DUPLICATE_NAME',
  'ASSAY_PROFILE_INVALID',
  'ASSAY_PROFILE_UNKNOWN',
  'ASSAY_OPTION_INVALID',
  'ASSAY_PACK_UNREADABLE',
  'ASSAY_PACK_KEY_UNREADABLE',
  'ASSAY_POLICY_UNKNOWN',
  'ASSAY_POLICY_INVALID',
  'ASSAY_REPORT_UNKNOWN_FORMAT',
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]
