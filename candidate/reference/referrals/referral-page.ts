import type { RequestContext, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { patientsOf } from '../demographics/patients.ts'
import type { OfferedService } from '../national/ers/types.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { holds, requireActivity } from '../session/permission.ts'
import { bookSlot, deferBooking, freeSlots } from './booking.ts'
import { cancellationReasons, cancelReferral } from './cancel-referral.ts'
import { changeShortlist } from './change-shortlist.ts'
import { spacedUbrn } from './choices.ts'
import { scanInWords } from './letter-files.ts'
import { addLetter, patientLetter, sendLetters, waitingLetters } from './letters.ts'
import { refreshReferral } from './refresh-referral.ts'
import { REFERRAL_TYPES } from './referral-types.ts'
import { criteriaOf, PRIORITY_WORDS, urgencyFlag, type Referral } from './referral.ts'
import { referralsStore } from './referrals-store.ts'
import { askForServices } from './search-services.ts'
import { sendReferral } from './send-referral.ts'
import { ensureOfPatient } from './why-not-refer.ts'

const VIEW = requireActivity('B0370')
const REFER = requireActivity('B1101', 'B1102')
const AT = '/patients/:id/referrals/:referral'

type Act = (context: RequestContext, seen: { id: string; version: number }, form: Form) => Promise<unknown>

/** What can be done with a referral on its page, each with its own form there. */
const ACTS: Record<string, Act> = {
  send: async (context, seen, form) => {
    const { status } = await sendReferral(context.get('work'), seen, {
      services: chosenIn(form),
      letterToCome: form['letterToCome'] === 'yes',
      shownPatient: patientIn(context),
      acknowledged: (form['acknowledged'] ?? '').split(' ').filter(Boolean),
    })
    if (status === 'sent') await sendWaiting(context, seen.id)
  },
  shortlist: (context, seen, form) => changeShortlist(context.get('work'), seen, chosenIn(form), patientIn(context)),
  letter: async (context, seen) => {
    const file = (await context.req.parseBody())['letter']
    if (!(file instanceof File) || file.name === '') throw new Refusal('invalid', [{ field: 'letter', text: 'Choose a file.' }])
    const work = context.get('work')
    addLetter(work, seen.id, { name: file.name, mediaType: file.type.split(';')[0] ?? '', content: new Uint8Array(await file.arrayBuffer()) }, patientIn(context))
    // One that was not sent yet takes its letters along.
    if (referralsStore(work.services).get(seen.id).status === 'sent') await sendLetters(work, seen, patientIn(context))
  },
  cancel: (context, seen, form) => cancelReferral(context.get('work'), seen, { code: form['cancellation'] ?? '', comments: form['comments'] ?? '' }, patientIn(context)),
  book: (context, seen, form) => bookSlot(context.get('work'), seen, { serviceId: form['service'] ?? '', slotId: form['slot'] ?? '' }, patientIn(context)),
  defer: (context, seen, form) => deferBooking(context.get('work'), seen, { serviceId: form['service'] ?? '', to: form['to'] === 'triage' ? 'triage' : 'booking' }, patientIn(context)),
}

/** One referral: what it says, where it stands, and what can be done with it now. */
export function referralPage(routes: Routes): void {
  routes.get(AT, VIEW, async (context) => {
    const { id } = ownReferral(context)
    try {
      return await show(context, await refreshReferral(context.get('work'), id), {})
    } catch (error) {
      // What the practice has is shown all the same, with the reason why it may not be up to date.
      if (error instanceof Refusal && error.status >= 500) return show(context, ownReferral(context), {}, error)
      throw error
    }
  })

  for (const [name, act] of Object.entries(ACTS)) {
    routes.post(`${AT}/${name}`, REFER, async (context) => {
      const form = await readForm(context)
      const { id } = ownReferral(context)
      try {
        await act(context, { id, version: Number(form['version']) }, form)
      } catch (error) {
        if (error instanceof Refusal && error.code !== 'not-permitted') return show(context, ownReferral(context), form, error)
        throw error
      }
      return context.redirect(`/patients/${patientIn(context)}/referrals/${id}`, 303)
    })
  }

  routes.get(`${AT}/patient-letter`, REFER, async (context) => {
    const { name, content } = await patientLetter(context.get('work'), ownReferral(context).id)
    return context.body(Uint8Array.from(content), 200, { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${name}"` })
  })
}

const patientIn = (context: RequestContext) => context.req.param('id') ?? ''

/** The referral in the address; only as one of the patient in the address, since their banner is on top of the page. */
function ownReferral(context: RequestContext): Referral {
  const referral = referralsStore(context.get('work').services).get(context.req.param('referral') ?? '')
  ensureOfPatient(referral, patientIn(context))
  return referral
}

/** The services that the form gives a place, in the order of their places. */
export const chosenIn = (form: Form): { id: string; name: string }[] =>
  Object.entries(form)
    .flatMap(([field, value]) => (field.startsWith('order-') && Number(value) > 0 ? [{ id: field.slice('order-'.length), place: Number(value) }] : []))
    .sort((a, b) => a.place - b.place)
    .map(({ id }) => ({ id, name: form[`name-${id}`] ?? id }))

async function sendWaiting(context: RequestContext, id: string): Promise<void> {
  const work = context.get('work')
  const store = referralsStore(work.services)
  const referral = store.get(id)
  if (waitingLetters(store.letters(id), referral.national).length > 0) await sendLetters(work, { id, version: referral.version }, patientIn(context))
}

async function show(context: RequestContext, referral: Referral, form: Form, refusal?: Refusal): Promise<Response> {
  const work = context.get('work')
  const { national, ubrn, status } = referral
  const mayRefer = holds(work.role, 'B1101') || holds(work.role, 'B1102')
  const choosing = mayRefer && (status === 'draft' || status === 'unconfirmed' || (status === 'sent' && !hasAppointment(referral)))
  const found = choosing ? await servicesFor(context, referral) : { services: [] as OfferedService[], problem: undefined }
  const store = referralsStore(work.services)
  const warnings = refusal?.code === 'needs-confirmation' ? refusal.issues.flatMap(({ reason }) => reason ?? []).join(' ') : form['acknowledged']
  audited(work, { event: 'referral-viewed', action: 'R', patientId: referral.patientId, subject: `ServiceRequest/${referral.id}` })
  const data = {
    title: 'Referral',
    referral,
    version: referral.version,
    reference: spacedUbrn(ubrn),
    flag: urgencyFlag(referral.details.priority),
    standing: standingOf(referral),
    rows: rowsOf(referral),
    letters: [
      ...(national?.letters ?? []).map(({ name, availability }) => ({ name, ...scanInWords(availability) })),
      ...waitingLetters(store.letters(referral.id), national).map(({ name }) => ({ name, text: 'Not sent yet', needsAction: status === 'sent' })),
    ],
    choosing,
    services: found.services.map((service) => ({ ...service, place: placeOf(service.id, referral, form) })),
    servicesProblem: found.problem,
    acknowledged: warnings,
    mayRefer,
    reasons: mayRefer && status === 'sent' ? await reasonsFor(context, referral) : [],
    slots: mayRefer && status === 'sent' && context.req.query('times') ? await timesOf(context, referral) : undefined,
    form,
  }
  return renderPatientPage(context, referral.patientId, 'referrals/templates/referral.njk', data, refusal)
}

const hasAppointment = ({ national }: Referral) => national?.appointment?.status === 'booked' || national?.appointment?.status === 'proposed'

/** Services that fit now. If e-RS cannot be asked, the page says so, and shows the rest. */
async function servicesFor(context: RequestContext, { patientId, details }: Referral): Promise<{ services: OfferedService[]; problem: string | undefined }> {
  const work = context.get('work')
  try {
    const { nhsNumber } = patientsOf(work.services).get(patientId)
    return { services: await askForServices(work, nhsNumber, details.clinician, 'APPOINTMENT_REQUEST', criteriaOf(details)), problem: undefined }
  } catch (error) {
    if (error instanceof Refusal) return { services: [], problem: error.message }
    throw error
  }
}

async function reasonsFor(context: RequestContext, referral: Referral) {
  try {
    return await cancellationReasons(context.get('work'), referral)
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

async function timesOf(context: RequestContext, { id }: Referral) {
  const serviceId = context.req.query('times') ?? ''
  return { serviceId, list: await freeSlots(context.get('work'), id, serviceId) }
}

/** The place of a service on the shortlist: what the user typed, else what is kept. */
function placeOf(id: string, { details }: Referral, form: Form): string {
  const typed = form[`order-${id}`]
  if (typed !== undefined) return typed
  const at = details.shortlist.findIndex((service) => service.id === id)
  return at < 0 ? '' : String(at + 1)
}

const STATUS: Record<Referral['status'], string> = {
  draft: 'Not sent yet',
  unconfirmed: 'Sent, not confirmed: e-RS did not say whether it has the referral. Send it again: this system looks first.',
  sent: 'In e-RS',
  cancelled: 'Cancelled',
  'by-hand': 'Sent by letter',
}

const standingOf = ({ status, national, details }: Referral): string =>
  [status === 'sent' && national ? national.state.display : STATUS[status], national?.state.reason ?? details.cancellation?.display, national?.state.comments ?? details.cancellation?.comments].filter(Boolean).join(': ')

function rowsOf({ details }: Referral): { label: string; value: string }[] {
  const { type, reason, priority, specialty, clinicType, clinician, author, writtenAt, receiver, shortlist } = details
  return [
    { label: 'Type', value: REFERRAL_TYPES[type] ?? type },
    { label: 'Reason', value: reason },
    { label: 'Urgency', value: PRIORITY_WORDS[priority] },
    { label: 'Specialty', value: [specialty, clinicType].filter(Boolean).join(', ') },
    { label: 'Referred to', value: receiver ? [receiver.organisation, receiver.professional].filter(Boolean).join(', ') : shortlist.map(({ name }, at) => `${at + 1}. ${name}`).join('\n') },
    { label: 'Referred by', value: clinician.id === author.id ? clinician.name : `${clinician.name} (written by ${author.name})` },
    { label: 'Written', value: writtenAt },
  ]
}
