import type { RequestContext, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { bannerOf, type Banner } from '../demographics/banner.ts'
import { usualName } from '../demographics/details.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { patientsOf } from '../demographics/patients.ts'
import { formatName, formatNhsNumber } from '../pages/format.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import type { Services } from '../services.ts'
import { cancelPrescribed } from './cancel-item.ts'
import { discardItem, draftItem } from './draft-item.ts'
import { CANCELLATION_REASONS } from './eps-systems.ts'
import type { Acknowledgement, Course, Item } from './item.ts'
import { itemsStore } from './items-store.ts'
import { findMedicines, medicineNamed } from './medicines.ts'
import { prescriptionsStore } from './prescriptions-store.ts'
import { sendAgain } from './send-prescription.ts'
import { signItems } from './sign-items.ts'
import { signingList } from './signing-list.ts'
import { warningsFor, type Warning } from './warnings.ts'

const VIEW = requireActivity('B0360', 'B0370')
const PREPARE = requireActivity('B0420', 'B0440', 'B0058', 'B0278')
const SIGN = requireActivity('B0420', 'B0440', 'B0058')

/** What the user sees of the warnings before anything is saved: all of them, in full, at the top of the form. */
export const warningsShown = behaviour('prescribing.warningsShown', (warnings: readonly Warning[]): readonly Warning[] => warnings)

/** The banner while something is prescribed: the whole of it, so that nobody prescribes for somebody else. */
export const bannerWhilePrescribing = behaviour('prescribing.bannerWhilePrescribing', (banner: Banner): Banner => banner)

/** A patient's medication, the form to prescribe, and the list of what waits for a signature. */
export function prescribingPages(routes: Routes): void {
  routes.get('/patients/:id/prescribe', VIEW, (context) => show(context))

  routes.post('/patients/:id/prescribe', PREPARE, async (context) => {
    const form = await readForm(context)
    const number = (name: string) => (form[name] ? { [name]: Number(form[name]) } : {})
    try {
      draftItem(context.get('work'), {
        patientId: context.req.param('id'),
        content: {
          code: medicineNamed(form['medicine'] ?? '')?.code ?? '',
          dosage: [form['dosage'] ?? ''],
          quantity: Number(form['quantity']),
          course: (form['course'] || 'acute') as Course,
          ...number('days'),
          ...number('repeats'),
        },
        acknowledgements: acknowledgementsIn(form),
      })
    } catch (error) {
      if (error instanceof Refusal && error.status < 500) return show(context, { form }, error)
      throw error
    }
    return context.redirect(`/patients/${context.req.param('id')}/prescribe`, 303)
  })

  routes.post('/patients/:id/prescribe/sign', SIGN, async (context) => {
    const form = await readForm(context)
    const { item, withoutNomination } = (await context.req.parseBody({ all: true })) as {
      item?: string | string[]
      withoutNomination?: string
    }
    const itemIds = [item ?? []].flat()
    try {
      await signItems(context.get('work'), {
        itemIds,
        acknowledgements: acknowledgementsIn(form),
        withoutNomination: withoutNomination === 'yes',
      })
    } catch (error) {
      if (error instanceof Refusal) return show(context, { form, chosen: itemIds }, error)
      throw error
    }
    return context.redirect(`/patients/${context.req.param('id')}/prescribe`, 303)
  })

  routes.post('/patients/:id/prescribe/send', SIGN, async (context) => {
    const { prescriptionId = '' } = await readForm(context)
    try {
      await sendAgain(context.get('work'), prescriptionId)
    } catch (error) {
      if (error instanceof Refusal) return show(context, {}, error)
      throw error
    }
    return context.redirect(`/patients/${context.req.param('id')}/prescribe`, 303)
  })

  routes.post('/patients/:id/prescribe/:item/cancel', async (context) => {
    const { reason } = await readForm(context)
    const { id, item } = context.req.param()
    ofThisPatient(context, item)
    try {
      await cancelPrescribed(context.get('work'), { id: item, ...(reason && { reason }) })
    } catch (error) {
      if (error instanceof Refusal) return show(context, {}, error)
      throw error
    }
    return context.redirect(`/patients/${id}/prescribe`, 303)
  })

  routes.post('/patients/:id/prescribe/:item/discard', PREPARE, async (context) => {
    const { version } = await readForm(context)
    const { id, item } = context.req.param()
    ofThisPatient(context, item)
    discardItem(context.get('work'), { id: item, version: Number(version) })
    return context.redirect(`/patients/${id}/prescribe`, 303)
  })

  routes.get('/prescriptions', SIGN, (context) => {
    const work = context.get('work')
    audited(work, { event: 'signing-list-viewed', action: 'R' })
    const list = signingList(work, itemsStore(work.services).drafts()).map((item) => ({
      ...item,
      patient: patientIn(work.services, item.patientId),
    }))
    return work.services.pages.render(context, 'prescribing/templates/signing-list.njk', { title: 'Prescriptions to sign', list })
  })
}

/** Fields `reason-<warning>` of a form: why the prescriber goes on. */
const acknowledgementsIn = (form: Form): Acknowledgement[] =>
  Object.entries(form).flatMap(([name, reason]) =>
    name.startsWith('reason-') && reason !== '' ? [{ warning: name.slice('reason-'.length), reason }] : [],
  )

function patientIn(services: Services, id: string) {
  const { national, nhsNumber } = patientsOf(services).get(id)
  return { id, name: formatName(national.name?.[usualName(national)] ?? {}), nhsNumber: formatNhsNumber(nhsNumber) }
}

function ofThisPatient(context: RequestContext, itemId: string): void {
  if (itemsStore(context.get('services')).get(itemId).patientId !== context.req.param('id'))
    throw new Refusal('not-found', 'This patient has no such medication.')
}

function show(
  context: RequestContext,
  { form = {}, chosen = [] }: { form?: Form; chosen?: readonly string[] } = {},
  refusal?: Refusal,
): Response {
  const work = context.get('work')
  const { services } = work
  const patientId = context.req.param('id') ?? ''
  const patient = patientsOf(services).get(patientId)
  const items = itemsStore(services).ofPatient(patient.id)
  audited(work, { event: 'medication-viewed', action: 'R', patientId })
  const asked = refusal?.code === 'needs-confirmation' ? refusal.issues.map(({ reason = '', text }) => ({ code: reason, text })) : []
  const data = {
    title: 'Medication',
    banner: bannerWhilePrescribing(bannerOf(work, patient)),
    form,
    signing: chosen.length > 0,
    medicines: findMedicines(''),
    drafts: items.filter(({ status }) => status === 'draft').map((item) => draftRow(services, item, chosen)),
    prescribed: items
      .filter(({ status }) => status !== 'draft' && status !== 'discarded')
      .map((item) => prescribedRow(services, item))
      .reverse(),
    warnings: warningsShown(asked),
    reasons: Object.entries(CANCELLATION_REASONS).map(([value, text]) => ({ value, text })),
  }
  return renderPatientPage(context, patientId, 'prescribing/templates/medication.njk', data, refusal)
}

const draftRow = (services: Services, item: Item, chosen: readonly string[]) => ({
  ...item,
  chosen: chosen.includes(item.id),
  warnings: warningsFor(services, item.patientId, { id: item.id, content: item, medicine: item.medicine }),
})

function prescribedRow(services: Services, item: Item) {
  const prescription = item.prescriptionId === undefined ? undefined : prescriptionsStore(services).find(item.prescriptionId)
  return { ...item, prescription, state: STATES[item.status] }
}

const STATES: Record<Item['status'], string> = {
  draft: 'To be signed',
  signed: 'Signed, not confirmed by EPS',
  sent: 'Sent to EPS',
  cancelled: 'Cancelled',
  dispensed: 'Dispensed',
  expired: 'Expired',
  'not-dispensed': 'Not dispensed',
  discarded: 'Removed',
}
