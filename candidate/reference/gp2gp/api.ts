import type { Routes } from '../area.ts'
import { parameters, ParametersReader, type Parameter } from '../fhir/parameters.ts'
import { fhir, readResource } from '../http/respond.ts'
import { isObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { askAgain } from './ask-again.ts'
import { review, transferredRecord, transfersOf } from './review.ts'
import { isSwitchedOn, switchTransfers } from './switch.ts'
import type { KeptEntry, Transfer } from './transfer.ts'

const text = (name: string, value: string | number | undefined): Parameter[] => (value === undefined ? [] : [{ name, valueString: String(value) }])

const transferParameter = ({ id, direction, practice, state, code, beganAt, conversationId }: Transfer): Parameter => ({
  name: 'transfer',
  part: [...text('id', id), { name: 'direction', valueCode: direction }, ...text('practice', practice), { name: 'state', valueCode: state }, ...text('code', code), ...text('conversation', conversationId), { name: 'began', valueInstant: beganAt }],
})

const entryParameter = ({ id, kind, state, date, code, term, degraded, text: words, dosage, quantity, repeats, ended, filename, marks = [], changedBy, reason }: KeptEntry): Parameter => ({
  name: 'entry',
  part: [
    ...text('id', id),
    { name: 'kind', valueCode: kind },
    { name: 'state', valueCode: state },
    { name: 'degraded', valueBoolean: degraded },
    ...text('term', term),
    ...text('code', code),
    ...text('date', date),
    ...text('text', words),
    ...text('dosage', dosage),
    ...text('quantity', quantity),
    ...text('repeats', repeats),
    ...(ended ? [{ name: 'ended', valueBoolean: true }] : []),
    ...text('filename', filename),
    ...marks.map((mark) => ({ name: 'mark', valueCode: mark })),
    ...text('changedBy', changedBy),
    ...text('reason', reason),
  ],
})

/** Transferred records over FHIR R4. Who may read and review is checked by the operations. */
export function gp2gpApi(routes: Routes): void {
  routes.get('/Patient/:id/$record-transfers', requireActivity('B0820', 'B0360'), (context) => fhir(context, parameters(transfersOf(context.get('work'), context.req.param('id')).map(transferParameter))))
  routes.get('/Patient/:id/$transferred-record', (context) => fhir(context, parameters(transferredRecord(context.get('work'), context.req.param('id')).map(entryParameter))))
  routes.post('/Patient/:id/$ask-for-record-again', (context) => fhir(context, parameters([transferParameter(askAgain(context.get('work'), context.req.param('id')))])))
  routes.post('/Organization/$record-transfers', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    if (asked.all('enabled').length === 0) throw new Refusal('invalid', [{ field: 'enabled', text: 'Say whether to switch it on or off.' }])
    switchTransfers(context.get('work'), asked.boolean('enabled'))
    return fhir(context, parameters([{ name: 'enabled', valueBoolean: isSwitchedOn(context.get('services')) }]))
  })
  routes.post('/$review-transferred-entry', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    const decision = asked.text('decision')
    if (decision !== 'confirm' && decision !== 'dismiss') throw new Refusal('invalid', [{ field: 'decision', text: 'Say whether to confirm or to dismiss it.' }])
    const [code, term, reason] = ['code', 'term', 'reason'].map((name) => asked.text(name))
    const acknowledgements = asked.all('acknowledge').flatMap(({ part }) => {
      const values = new Map(Array.isArray(part) ? part.filter(isObject).map((each): [unknown, unknown] => [each['name'], each['valueString'] ?? each['valueCode']]) : [])
      return [{ warning: String(values.get('warning') ?? ''), reason: String(values.get('reason') ?? '') }]
    })
    const entry = review(context.get('work'), {
      entry: asked.text('entry') ?? '',
      decision,
      acknowledgements,
      ...(code !== undefined && { code }),
      ...(term !== undefined && { term }),
      ...(reason !== undefined && { reason }),
    })
    return fhir(context, parameters([entryParameter(entry)]))
  })
}
