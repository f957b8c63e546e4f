import type { Routes } from '../area.ts'
import { parameters, ParametersReader } from '../fhir/parameters.ts'
import type { Resource } from '../fhir/resource.ts'
import { fhir, readResource } from '../http/respond.ts'
import { Refusal } from '../refusal.ts'
import type { LinkFlag, Transaction } from './links-store.ts'
import { KINDS, sendAgain, sendTransaction, transactionsOf } from './send-transaction.ts'
import type { LinkRequest } from './write-transaction.ts'

/** What a transaction may say, apart from its kind. */
export const FIELDS = [
  'acceptanceType',
  'previousGp',
  'previousAddress',
  'birthPlace',
  'dateOfEntry',
  'dateOfExit',
  'drugsDispensed',
  'surname',
  'previousSurname',
  'forename',
  'title',
  'address',
  'postcode',
  'reasonCode',
  'date',
  'notes',
] as const satisfies (keyof LinkRequest)[]

/**
 * A transaction from what a user gave, by field.
 *
 * @throws Refusal `invalid` for a kind that there is not
 */
export function requestOf(given: (field: string) => string | undefined): LinkRequest {
  const kind = Object.values(KINDS).find((each) => each === given('kind'))
  if (!kind) throw new Refusal('invalid', [{ text: 'Say what it is: an acceptance, an amendment, a removal or a deduction.', field: 'kind' }])
  return { kind, ...Object.fromEntries(FIELDS.flatMap((field) => { const value = given(field); return value === undefined || value === '' ? [] : [[field, value]] })) }
}

const transactionPart = ({ number, type, state, reason }: Transaction) => ({
  name: 'transaction',
  part: [{ name: 'number', valueString: String(number) }, { name: 'kind', valueCode: KINDS[type] }, { name: 'state', valueCode: state }, ...(reason === undefined ? [] : [{ name: 'reason', valueString: reason }])],
})

const flagPart = ({ reason, text, expires }: LinkFlag) => ({
  name: 'flag',
  part: [{ name: 'reason', valueString: reason }, { name: 'expires', valueDate: expires }, ...(text === undefined ? [] : [{ name: 'text', valueString: text }])],
})

const answer = (transactions: readonly Transaction[], flags: readonly LinkFlag[] = []): Resource => parameters([...transactions.map(transactionPart), ...flags.map(flagPart)])

/** Transactions with the registration authority. Who may is checked by the operations. */
export function registrationLinksApi(routes: Routes): void {
  routes.get('/Patient/:id/$registration-transactions', (context) => {
    const { transactions, flags } = transactionsOf(context.get('work'), context.req.param('id'))
    return fhir(context, answer(transactions, flags))
  })

  routes.post('/Patient/:id/$send-registration-transaction', async (context) => {
    const reader = new ParametersReader(await readResource(context))
    return fhir(context, answer([sendTransaction(context.get('work'), context.req.param('id'), requestOf((field) => reader.text(field)))]))
  })

  routes.post('/Patient/:id/$repeat-registration-transaction', async (context) => {
    const number = Number(new ParametersReader(await readResource(context)).text('number'))
    return fhir(context, answer([sendAgain(context.get('work'), context.req.param('id'), number)]))
  })
}
