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
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]
