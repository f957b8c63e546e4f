import type { RequestContext, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { isRestricted } from '../national/pds-patient.ts'
import { readForm } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { changePatient } from './change-patient.ts'
import { DETAIL_LABELS, DETAIL_NAMES, detailsOf, type Details, type Difference } from './details.ts'
import { openPatient } from './open-patient.ts'
import { renderPatientPage } from './patient-page.ts'
import { patientsOf } from './patients.ts'
import { settleUnsent, unsentChanges } from './unsent-changes.ts'

const AMEND = requireActivity('B0825')

/** What the form holds after a refusal: what the user typed. */
export const formAfterRefusal = behaviour('demographics.formAfterRefusal', (typed: Details, _known: Details) => typed)

/** Whose details a form changes: those of the patient whose form it is, whoever else was looked at since in another window. */
export const patientOfForm = behaviour('demographics.patientOfForm', (context: RequestContext) => context.req.param('id') ?? '')

/** The form for a patient's details: opened from PDS, saved to PDS, and nothing typed is ever lost. */
export function editPages(routes: Routes): void {
  routes.get('/patients/:id/edit', AMEND, async (context) => {
    const { patient, differences } = await openPatient(context.get('work'), context.req.param('id'))
    const details = detailsOf(patient.national)
    const chosen = unsentChanges(context.get('services'), patient.id).find(({ id }) => String(id) === context.req.query('unsent'))
    const form = { ...details, ...Object.fromEntries((chosen?.changes ?? []).map(({ name, after }) => [name, after])) }
    return showForm(context, { form, version: patient.version, differences })
  })

  routes.post('/patients/:id/edit', AMEND, async (context) => {
    const id = patientOfForm(context)
    const { version, ...form } = await readForm(context)
    const known = detailsOf(patientsOf(context.get('services')).get(id).national)
    // A detail that the form did not show, as for a sensitive record, stays as it is.
    const wanted = Object.fromEntries(DETAIL_NAMES.map((name) => [name, form[name]?.replaceAll('\r\n', '\n') ?? known[name]])) as Details
    try {
      await changePatient(context.get('work'), {
        id,
        version: Number(version),
        wanted: { ...wanted, postcode: wanted.postcode.toUpperCase() },
      })
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'not-found') throw error
      return showForm(
        context,
        { form: formAfterRefusal(wanted, known), version: Number(version), differences: [], conflict: error.code === 'changed-meanwhile' },
        error,
      )
    }
    return context.redirect(`/patients/${id}`, 303)
  })

  routes.post('/patients/:id/unsent/:change', AMEND, (context) => {
    const { id, change } = context.req.param()
    const { database } = context.get('services')
    database.transaction(() => {
      settleUnsent(context.get('services'), id, (kept) => String(kept.id) === change, 'given-up')
      audited(context.get('work'), { event: 'change-given-up', action: 'U', patientId: id })
    })
    return context.redirect(`/patients/${id}/edit`, 303)
  })
}

function showForm(
  context: RequestContext,
  {
    form,
    version,
    differences,
    conflict = false,
  }: { form: Details; version: number; differences: readonly Difference[]; conflict?: boolean },
  refusal?: Refusal,
): Response {
  const services = context.get('services')
  const patient = patientsOf(services).get(context.req.param('id') ?? '')
  const data = {
    title: 'Change details',
    labels: DETAIL_LABELS,
    form,
    version,
    conflict,
    differences,
    withheld: isRestricted(patient.national),
    unsent: unsentChanges(services, patient.id),
  }
  return renderPatientPage(context, patient.id, 'demographics/templates/edit.njk', data, refusal)
}
