import type { Format } from './format.ts'

/** Every format, by name; loaded when asked for, since most runs want one or two. */
export const FORMATS: Record<string, () => Promise<{ format: Format }>> = {
  html: () => import('./html.ts'),
  pdf: () => import('./pdf.ts'),
  junit: () => import('./junit.ts'),
  allure: () => import('./allure.ts'),
  markdown: () => import('./markdown.ts'),
  rtm: () => import('./rtm.ts'),
  oscal: () => import('./oscal.ts'),
  fhir: () => import('./fhir.ts'),
  sarif: () => import('./sarif.ts'),
  sbom: () => import('./sbom.ts'),
  durations: () => import('./durations.ts'),
}
