import type { Area, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { patientsOf } from '../demographics/patients.ts'
import { parameters, ParametersReader, type Parameter } from '../fhir/parameters.ts'
import { fhir, readResource } from '../http/respond.ts'
import { requireActivity } from '../session/permission.ts'
import type { YellowCard } from './card.ts'
import { cardMigrations, cardsStore } from './cards-store.ts'
import { prepareCard, reportReaction, sendCard, type PreparedCard } from './report-reaction.ts'

function yellowCardsApi(routes: Routes): void {
  routes.post('/Patient/:id/$prepare-yellow-card', async (context) => {
    new ParametersReader(await readResource(context))
    return fhir(context, parameters(preparedShown(prepareCard(context.get('work'), context.req.param('id')))))
  })

  routes.post('/Patient/:id/$yellow-card', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    const suspects = (asked.text('suspects') ?? '').split(',').filter((id) => id !== '')
    const filled = { reaction: asked.text('reaction') ?? '', startedOn: asked.text('started') ?? '', outcome: asked.text('outcome') ?? '', suspects }
    return fhir(context, parameters(cardShown(await reportReaction(context.get('work'), context.req.param('id'), filled))))
  })

  routes.post('/Patient/:id/$send-yellow-card', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    return fhir(context, parameters(cardShown(await sendCard(context.get('work'), context.req.param('id'), asked.text('card') ?? ''))))
  })

  routes.get('/Patient/:id/$yellow-cards', requireActivity('B0360', 'B0370'), (context) => {
    const work = context.get('work')
    const { id } = patientsOf(work.services).get(context.req.param('id'))
    audited(work, { event: 'yellow-cards-viewed', action: 'R', patientId: id })
    return fhir(context, parameters(cardsStore(work.services).ofPatient(id).map((card) => ({ name: 'card', part: cardShown(card) }))))
  })
}

const string = (name: string, valueString: string): Parameter => ({ name, valueString })

const preparedShown = ({ initials, sex, age, medicines, reactions }: PreparedCard): Parameter[] => [
  string('initials', initials),
  { name: 'sex', valueCode: sex },
  { name: 'age', valueInteger: age },
  ...medicines.map(({ id, term, startedOn }) => ({ name: 'medicine', part: [string('id', id), string('term', term), string('started', startedOn)] })),
  ...reactions.map(({ term, reaction }) => ({ name: 'known', part: [string('term', term), ...(reaction === undefined ? [] : [string('reaction', reaction)])] })),
]

const cardShown = ({ id, reaction, state, number, problem }: YellowCard): Parameter[] => [
  string('id', id),
  string('reaction', reaction),
  { name: 'state', valueCode: state },
  ...(number === undefined ? [] : [string('number', number)]),
  ...(problem === undefined ? [] : [string('problem', problem)]),
]

/** Yellow cards: suspected adverse reactions to medicines, reported to the regulator from the record. */
export const yellowCards: Area = { name: 'yellow-cards', migrations: cardMigrations, api: yellowCardsApi }
