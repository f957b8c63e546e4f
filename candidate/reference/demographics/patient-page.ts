import type { RequestContext } from '../area.ts'
import type { Refusal } from '../refusal.ts'
import { bannerOf } from './banner.ts'
import { patientsOf } from './patients.ts'

/**
 * Renders a page about one patient: with the banner on top and the patient's menu. The template extends
 * `demographics/templates/patient-layout.njk`.
 *
 * @param refusal shown in the error summary, and beside the fields it names (`fieldErrors`)
 */
export function renderPatientPage(
  context: RequestContext,
  id: string,
  template: string,
  data: Record<string, unknown>,
  refusal?: Refusal,
): Response {
  const work = context.get('work')
  const patient = patientsOf(work.services).get(id)
  const errors = refusal?.issues.map(({ text, field }) => ({ text, ...(field !== undefined && { href: `#${field}` }) }))
  const fieldErrors = Object.fromEntries(
    (refusal?.issues ?? []).flatMap(({ field, text }) => (field === undefined ? [] : [[field, { text }]])),
  )
  return work.services.pages.render(
    context,
    template,
    { patient, banner: bannerOf(work, patient), errors, fieldErrors, ...data },
    refusal?.status ?? 200,
  )
}
