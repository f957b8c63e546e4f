import { openAdjustments } from '../adjustments/show-adjustments.ts'
import type { RequestContext, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { isRestricted } from '../national/pds-patient.ts'
import { formatDate, formatGender } from '../pages/format.ts'
import { readForm } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { deductPatient } from './deduct-patient.ts'
import { DETAIL_LABELS, DETAIL_NAMES, detailsOf, type DetailName } from './details.ts'
import { editPages } from './edit-pages.ts'
import { findPages } from './find-pages.ts'
import { nominatePharmacy } from './nominate-pharmacy.ts'
import { NOMINATED_PHARMACY } from './patches.ts'
import { renderPatientPage } from './patient-page.ts'
import { patientsOf } from './patients.ts'
import { registerPatient } from './register-patient.ts'
import { unsentChanges } from './unsent-changes.ts'
import { asShown } from './whereabouts.ts'

const AMEND = requireActivity('B0825')

/** Patients on screen. */
export function demographicsPages(routes: Routes): void {
  findPages(routes)

  routes.post('/patients/register', AMEND, async (context) => {
    const { nhsNumber = '', temporary } = await readForm(context)
    const patient = await registerPatient(context.get('work'), { nhsNumber, temporary: temporary === 'yes' })
    return context.redirect(`/patients/${patient.id}`, 303)
  })

  routes.get('/patients/:id', requireActivity('B0820'), async (context) => {
    await openAdjustments(context.get('work'), context.req.param('id'))
    audited(context.get('work'), {
      event: 'patient-viewed',
      action: 'R',
      patientId: patientsOf(context.get('services')).get(context.req.param('id')).id,
    })
    return showPatient(context)
  })

  routes.post('/patients/:id/pharmacy', requireActivity('B0424'), async (context) => {
    const { odsCode = '', version } = await readForm(context)
    try {
      await nominatePharmacy(context.get('work'), { id: context.req.param('id'), version: Number(version), odsCode: odsCode.toUpperCase() })
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'not-found') return showPatient(context, { form: { odsCode } }, error)
      throw error
    }
    return context.redirect(`/patients/${context.req.param('id')}`, 303)
  })

  routes.post('/patients/:id/deduct', AMEND, async (context) => {
    const { reason } = await readForm(context)
    deductPatient(context.get('work'), { id: context.req.param('id'), reason: reason || 'not said' })
    return context.redirect(`/patients/${context.req.param('id')}`, 303)
  })

  editPages(routes)
}

/** Details that are shown otherwise than they are kept. */
const SHOWN: Partial<Record<DetailName, (value: string) => string>> = { birthDate: formatDate, gender: formatGender }

function showPatient(context: RequestContext, more: Record<string, unknown> = {}, refusal?: Refusal): Response {
  const services = context.get('services')
  const patient = patientsOf(services).get(context.req.param('id') ?? '')
  const details = detailsOf(asShown(patient.national))
  const data = {
    title: 'Patient details',
    withheld: isRestricted(patient.national),
    rows: DETAIL_NAMES.map((name) => ({ label: DETAIL_LABELS[name], value: SHOWN[name]?.(details[name]) ?? details[name] })),
    unsent: unsentChanges(services, patient.id),
    pharmacy: patient.national.extension?.find(({ url }) => url === NOMINATED_PHARMACY)?.valueReference?.identifier?.value,
    form: {},
    ...more,
  }
  return renderPatientPage(context, patient.id, 'demographics/templates/patient.njk', data, refusal)
}
